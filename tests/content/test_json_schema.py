"""The JSON Schema: current, complete, and true of every good file."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.content.document import read_document
from generator.content.json_schema import PATH, json_schema, json_schema_text
from tests.content.cases import BRIEFING as GOOD
from tests.content.cases import GOLDEN, base, completed, names

ROOT = Path(__file__).parents[2]
REAL = sorted((ROOT / "briefings").glob("[0-9]*/*.yml"))
SCHEMA = json_schema()


def test_file_is_current() -> None:
    how = "python -m generator.content.json_schema writes it anew"
    assert (ROOT / PATH).read_text(encoding="utf-8") == json_schema_text(), how


def test_file_is_json_of_the_dialect_it_names() -> None:
    schema = json.loads(json_schema_text())
    assert schema == SCHEMA
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["title", "date", "summary", "source", "key_points"]


RECORDS = {"Briefing": SCHEMA, **SCHEMA["$defs"]}


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_is_described(name: str) -> None:
    record = RECORDS[name]
    assert record["description"]
    assert record["additionalProperties"] is False
    for field, value in record["properties"].items():
        assert value.get("description", "").endswith("."), field


def refusals(schema: dict[str, Any], value: Any, way: str = "") -> list[str]:
    """Where the value does not fit, by those words of JSON Schema that our schema uses."""
    known = {
        *(
            "$schema",
            "$ref",
            "$defs",
            "description",
            "anyOf",
            "type",
            "enum",
            "pattern",
            "required",
        ),
        *("properties", "additionalProperties", "items", "minItems", "minLength", "maxLength"),
    }
    assert set(schema) <= known
    if "$ref" in schema:
        return refusals(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], value, way)
    if "anyOf" in schema:
        tried = [refusals(choice, value, way) for choice in schema["anyOf"]]
        return [] if [] in tried else tried[-1]
    if schema["type"] in {"integer", "boolean"}:
        return [] if re.fullmatch("[0-9]+|true|false", value) else [way]
    match schema["type"], value:
        case "string", str():
            return [] if _fits(schema, value) else [way]
        case "object", dict():
            return _refused_fields(schema, value, way)
        case "array", list():
            short = [way] if len(value) < schema.get("minItems", 0) else []
            items = [refusals(schema["items"], item, f"{way}[]") for item in value]
            return short + [refusal for found in items for refusal in found]
        case _:
            return [way]


def _fits(schema: dict[str, Any], text: str) -> bool:
    return (
        text in schema.get("enum", [text])
        and bool(re.search(schema.get("pattern", ""), text))
        and schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text))
    )


def _refused_fields(schema: dict[str, Any], value: dict[str, Any], way: str) -> list[str]:
    found = [f"{way}.{name}" for name in schema.get("required", ()) if name not in value]
    for name, item in value.items():
        field = schema["properties"].get(name)
        found += refusals(field, item, f"{way}.{name}") if field else [f"{way}.{name}"]
    return found


def data(content: bytes) -> Any:
    document, _ = read_document("a.yml", content)
    assert document
    return document.data()


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_briefing_fits(path: Path) -> None:
    assert refusals(SCHEMA, data(path.read_bytes())) == []


@pytest.mark.parametrize("name", names("good"))
def test_good_golden_case_fits(name: str) -> None:
    content = (GOLDEN / "good" / name).read_bytes()
    whole = content if name.endswith(".bin") else completed(content, base(GOOD))
    assert refusals(SCHEMA, data(whole)) == []


@pytest.mark.parametrize(
    ("spoilt", "where"),
    [
        (b"colour: blue\n", ".colour"),
        (b"date: 14 May 2031\n", ".date"),
        (b"key_points: []\n", ".key_points"),
        (b"quotes:\n  - speaker: Ada Lind\n", ".quotes[].text"),
        (b"source:\n  kind: story\n", ".source.kind"),
        (b"source:\n  url: rail.example\n", ".source.url"),
        (b"topics: [Rail Ways]\n", ".topics[]"),
        (b"related: [night]\n", ".related[]"),
    ],
)
def test_spoilt_briefing_does_not_fit(spoilt: bytes, where: str) -> None:
    assert refusals(SCHEMA, data(completed(spoilt, base(GOOD)))) == [where]
