"""How much work pages are: what differs only in its values is converted once."""

from pathlib import Path

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


def test_few_skeletons_are_converted(tmp_path: Path) -> None:
    content = tmp_path / "briefings"
    write_corpus(content, 200)
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
    assert len(pages.skeletons.by_shape) < 500
    assert len(converter.conversions) < 200
