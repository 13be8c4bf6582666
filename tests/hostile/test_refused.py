"""What must not even be taken: control characters, and foreign words in fields of a closed kind."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.content.load import load_library
from tests.hostile.content import as_yaml, head, parts, person, refused

REFUSED = refused()
TEXT = "A text."
ADDRESS = "https://address.example/"


def key(number: int) -> str:
    return f"2031/head-{number}"


def briefing(text: str = TEXT, address: str = ADDRESS) -> dict[str, Any]:
    """A briefing with every field."""
    document = head(text, address, key, 0)
    for name, items in parts(0, text, address).items():
        document.setdefault(name, []).extend(items)
    document["fingerprint"] = document.pop("fingerprint")  # it must be the last field
    return document


def as_escapes(text: str) -> str:
    """YAML in which each character that is not plain stands as an escape."""
    return "".join(
        one if one == "\n" or (one.isascii() and one.isprintable()) else rf"\U{ord(one):08x}"
        for one in text
    )


@dataclass
class Folder:
    """A content folder, right but for what a test puts in."""

    path: Path

    def errors(
        self, document: dict[str, Any], name: str = "2031/head-0.yml", *, escaped: bool = False
    ) -> set[str]:
        """The fields with an error in the file with this text; the empty name stands for all."""
        text = as_yaml(document)
        path = self.path / name
        before = path.read_bytes()
        path.write_text(as_escapes(text) if escaped else text, encoding="utf-8")
        _, problems = load_library(self.path)
        path.write_bytes(before)
        return {
            problem.field
            for problem in problems
            if problem.severity == "error" and problem.path.endswith(name)
        }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path = tmp_path_factory.mktemp("refused")
    (path / "2031").mkdir()
    for number in (1, 2):
        document = {**head(TEXT, None, key, number), "related": [], "formerly": []}
        del document["superseded_by"]
        (path / f"{key(number)}.yml").write_text(as_yaml(document), encoding="utf-8")
    (path / f"{key(0)}.yml").write_text(as_yaml(briefing()), encoding="utf-8")
    (path / "people.yml").write_text(as_yaml({"x": person("A name", ADDRESS)}), encoding="utf-8")
    return Folder(path)


def test_the_files_are_right_before_anything_hostile_is_put_in(folder: Folder) -> None:
    assert folder.errors(briefing()) == set()
    assert folder.errors({"x": person("A name", ADDRESS)}, "people.yml") == set()


@pytest.mark.parametrize("escaped", [False, True], ids=["raw", "escaped"])
@pytest.mark.parametrize("text", REFUSED["texts"], ids=ascii)
def test_no_text_holds_a_control_character(folder: Folder, text: str, escaped: bool) -> None:
    assert folder.errors(briefing(text), escaped=escaped)
    for field in ("title", "summary", "assistance"):
        found = folder.errors({**briefing(), field: text}, escaped=escaped)
        assert found & {field, ""}


@pytest.mark.parametrize("address", REFUSED["addresses"], ids=ascii)
def test_no_address_is_other_than_http(folder: Folder, address: str) -> None:
    places = {
        "source.url",
        "source.archive",
        "caveats[0].url",
        "implications[0].outcome.url",
    }
    found = folder.errors(briefing(address=address))
    assert found >= places or found == {""}
    people = folder.errors({"x": person("A name", address)}, "people.yml")
    assert people & {"x.links[0].url", ""}


CLOSED = {
    "ids": [
        ("quotes", 0, "id"),
        ("key_points", 1, "id"),
        ("implications", 0, "id"),
        ("topics", 0),
        ("caveats", 0, "about", 0),
        ("key_points", 1, "evidence", 0),
    ],
    "languages": [("source", "language"), ("quotes", 0, "language")],
    "keys": [("related", 0), ("superseded_by",), ("formerly", 0)],
}
"""Fields of a closed kind, which stand in attributes and addresses."""
OPEN_TO = {("topics", 0), ("caveats", 0, "about", 0), ("key_points", 1, "evidence", 0)}
"""They name an id, whichever it be; that it exists is another rule."""


@pytest.mark.parametrize(
    ("kind", "way", "value"),
    [
        (kind, way, value)
        for kind, ways in CLOSED.items()
        for way in ways
        for value in REFUSED[kind]
    ],
)
def test_no_field_of_a_closed_kind_takes_anything_else(
    folder: Folder, kind: str, way: tuple[str | int, ...], value: str
) -> None:
    if way in OPEN_TO and value in {"top", "summary", "key-point-1"}:
        return
    document: Any = briefing()
    holder = document
    for part in way[:-1]:
        holder = holder[part]
    assert holder[way[-1]]
    holder[way[-1]] = value
    assert folder.errors(document)
