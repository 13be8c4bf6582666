"""How much work pages are: what differs only in its values is converted once."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from generator.content.load import require_library
from generator.output.lists import plans
from generator.output.pages import Pages
from generator.output.parts import Part
from generator.proof.verification import Proof
from generator.publish.slots import Converter
from tests.corpus import write_corpus
from tests.publish.sites import ROOT


@pytest.mark.parametrize(
    ("count", "skeletons", "conversions"), [(0, 130, 130), (200, 500, 200)], ids=["own", "invented"]
)
def test_few_skeletons_are_converted(
    tmp_path: Path, count: int, skeletons: int, conversions: int
) -> None:
    content = tmp_path / "briefings" if count else ROOT / "briefings"
    if count:
        write_corpus(content, count)
    library, _ = require_library(content)
    pages = Pages(library, Proof(), ROOT / "templates" / "pages")
    made = [*pages]
    config = load_config(str(ROOT / "mkdocs.yml"))
    names = [*(page.src_uri for page in made), "method.md"]
    files = {name: File(name, None, config.site_dir, use_directory_urls=True) for name in names}
    converter = Converter(config, Files(files.values()), {})
    for page in made:
        parts = [part for part in page.content if isinstance(part, Part)]
        converter.html(parts, files[page.src_uri])
    for plan in plans(library):
        for entry in plan.entries:
            converter.html(pages.list_entry(entry), files[plan.src_uri])
    assert len(pages.skeletons.by_shape) < skeletons
    assert len(converter.conversions) < conversions
