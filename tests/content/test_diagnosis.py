"""What the schema refuses in texts that no golden case holds."""

import pytest

from generator.content.diagnosis import read_record
from generator.content.document import read_document
from generator.content.schema import PEOPLE


@pytest.mark.parametrize(
    ("text", "field", "message"),
    [
        ("ada: ' '\n", "ada", "the field is empty"),
        ("ada: {name: Ada, links: '\u00a0'}\n", "ada.links", "the field is empty"),
        ("ada: {name: Ada, links: [' ']}\n", "ada.links[0]", "the entry is empty"),
    ],
)
def test_a_text_of_spaces_is_empty(text: str, field: str, message: str) -> None:
    document, problems = read_document("people.yml", text.encode())
    assert document
    assert not problems
    refusals = read_record(PEOPLE, document)
    assert isinstance(refusals, list)
    assert [(one.field, one.message) for one in refusals] == [(field, message)]
