"""The same invented briefings as a project of ours, as stock MkDocs has them, and as Hugo has them.

The Hugo site shows what ours shows: the briefing's page, lists by year, topic and person, in pages.
It is given no fingerprints, which it has no use for.
"""

import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.corpus import write_corpus

ROOT = Path(__file__).parents[2]


def write_project(folder: Path, count: int) -> None:
    """A project of `count` briefings."""
    write_corpus(folder / "briefings", count)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copy(ROOT / "briefings" / "method.md", folder / "briefings")
    shutil.copytree(ROOT / "templates", folder / "templates")


def write_hugo(project: Path, folder: Path) -> None:
    """The project's briefings as a Hugo site."""
    shutil.copytree(Path(__file__).parent / "hugo", folder)
    people = yaml.load((project / "briefings" / "people.yml").read_text(), yaml.CSafeLoader)
    names = {person["name"] for person in people.values()}
    for path in sorted((project / "briefings").glob("*/*.yml")):
        briefing = yaml.load(
            path.read_text("utf-8").partition("\nfingerprint:")[0], yaml.CSafeLoader
        )
        target = folder / "content" / path.parent.name / f"{path.stem}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{_dumped(_front_matter(briefing, names))}---\n", "utf-8")


def _front_matter(briefing: dict[str, Any], names: set[str]) -> dict[str, Any]:
    """The briefing, with what Hugo cannot find out by itself: who of the speakers is registered."""
    speakers = dict.fromkeys(quote.get("speaker") for quote in briefing.get("quotes", ()))
    known = [speaker for speaker in speakers if speaker in names]
    return {**briefing, **({"people": known} if known else {})}


def _dumped(data: dict[str, Any]) -> str:
    return yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=999)


def write_stock(folder: Path) -> None:
    """Give a rendered project the search that MkDocs and Material bring."""
    path = folder / "mkdocs.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    settings["plugins"] = ["search"]
    settings["theme"].pop("custom_dir", None)
    path.write_text(yaml.safe_dump(settings), "utf-8")
    shutil.rmtree(folder / "docs" / "search")
    (folder / "docs" / "search.md").unlink()
