"""The same invented briefings as a project of ours, as stock MkDocs has them, and as Hugo has them.

The Hugo site shows what ours shows: a briefing's page, former addresses, lists by year, topic and
person, cut into pages. It is given no fingerprints, which it has no use for.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.corpus import write_corpus

ROOT = Path(__file__).parents[2]
_ATTRIBUTES = re.compile(r"\{: (#[a-z-]+) \}$", re.MULTILINE)


def write_project(folder: Path, count: int) -> None:
    """A project of `count` briefings."""
    write_corpus(folder / "briefings", count)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copy(ROOT / "briefings" / "method.md", folder / "briefings")
    shutil.copytree(ROOT / "templates", folder / "templates")


def briefings_of(project: Path) -> list[Path]:
    """The files of the project's briefings, by year and name."""
    return sorted((project / "briefings").glob("*/*.yml"))


def write_stock(folder: Path) -> None:
    """Give a rendered project the search that MkDocs and Material bring, and the theme's own look.

    The briefings stay out of the navigation, which would take far longer.
    """
    path = folder / "mkdocs.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    settings["plugins"] = ["search"]
    settings["theme"].pop("custom_dir", None)
    path.write_text(yaml.safe_dump(settings), "utf-8")
    shutil.rmtree(folder / "docs" / "search")
    (folder / "docs" / "search.md").unlink()


def write_hugo(project: Path, folder: Path) -> None:
    """The project's briefings as a Hugo site: what stands in YAML here is front matter there."""
    shutil.copytree(Path(__file__).parent / "hugo", folder)
    content = project / "briefings"
    registries = {name: _load(content / f"{name}.yml") for name in ("topics", "people")}
    for name, entries in registries.items():
        _write(folder / "data" / f"{name}.yaml", yaml.dump(entries, allow_unicode=True))
        for key, entry in entries.items():
            # `aliases` have a meaning of their own in Hugo: old addresses.
            renamed = {"name": "title", "aliases": "also"}
            front = {renamed.get(field, field): value for field, value in entry.items()}
            _write(folder / "content" / name / key / "_index.md", _front_matter(front))
        _write(folder / "content" / name / "_index.md", _front_matter({"title": name.title()}))
    _write(folder / "content" / "years" / "_index.md", _front_matter({"title": "Years"}))
    method = (content / "method.md").read_text("utf-8")
    body = _ATTRIBUTES.sub(r"{\1}", method.rpartition("\n---\n")[2])
    _write(folder / "content" / "method" / "_index.md", _front_matter({"title": "Method"}) + body)
    ids = dict(_ids(registries["people"]))
    for path in briefings_of(project):
        front = _as_in_hugo(_load(path), ids)
        _write(folder / "content" / path.parent.name / f"{path.stem}.md", _front_matter(front))


def _ids(people: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Whom a speaker's name means."""
    for key, person in people.items():
        for name in (key, person["name"], *person.get("aliases", ())):
            yield name, key


def _as_in_hugo(briefing: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """The briefing with what Hugo knows by other names: old addresses, and whom it quotes."""
    briefing.pop("fingerprint", None)
    speakers = (ids.get(quote.get("speaker", "")) for quote in briefing.get("quotes", ()))
    if people := list(dict.fromkeys(filter(None, speakers))):
        briefing["people"] = people
    if former := briefing.pop("formerly", None):
        briefing["aliases"] = [f"/{key}/" for key in former]
    return briefing


def _load(path: Path) -> dict[str, Any]:
    """The file's content, with texts as values, as we read it."""
    text = path.read_text("utf-8")
    found: dict[str, Any] = _stripped(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 - texts alone
    return found


def _stripped(value: Any) -> Any:
    """The value without the line end that folded text has."""
    if isinstance(value, dict):
        return {name: _stripped(one) for name, one in value.items()}
    return [_stripped(one) for one in value] if isinstance(value, list) else value.strip()


def _front_matter(fields: dict[str, Any]) -> str:
    text = yaml.dump(
        fields, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=999
    )
    return f"---\n{text}---\n"


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
