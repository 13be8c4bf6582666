"""The JSON Schema of a briefing, for editors that complete and check fields.

`python -m generator.content.json_schema` writes it to `schema/briefing.schema.json`.
"""

import json
from pathlib import Path
from typing import Any

from generator.content.schema import BRIEFING

PATH = Path("schema/briefing.schema.json")
"""Where the repository keeps it."""


def json_schema() -> dict[str, Any]:
    """The schema, in the dialect 2020-12."""
    schema = _tidied(BRIEFING.json_schema(by_alias=True))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def json_schema_text() -> str:
    """The same as the file holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def _tidied(schema: Any) -> Any:
    """The schema without null, which no field may be, and what repeats a field's name."""
    if isinstance(schema, list):
        return [_tidied(item) for item in schema if item != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    is_field = "type" in schema or "anyOf" in schema or "$ref" in schema
    tidied = {
        name: _tidied(value)
        for name, value in schema.items()
        if not (is_field and (name == "default" or (name == "title" and isinstance(value, str))))
    }
    if len(choices := tidied.get("anyOf", ())) == 1:
        del tidied["anyOf"]
        tidied = {**choices[0], **tidied}
    return tidied


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(json_schema_text(), encoding="utf-8", newline="\n")
