"""No field is forgotten: the hostile files have every text that the schema knows."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from generator.content.schema import Briefing, Person, Topic
from tests.hostile.content import fields, head, parts, person, topic

PROBE = "Any <b>text</b>, *of* {{ any }} kind: it holds"
ADDRESS = "https://evil.example/?probe"


def text_fields(model: type[BaseModel], probe: str, way: str = "") -> Iterator[str]:
    """The way to each field of the model that takes the probe: `quotes[].text`."""
    for name, info in model.model_fields.items():
        here = f"{way}.{info.alias or name}" if way else info.alias or name
        yield from _within(_annotation(info), probe, here)


def _annotation(info: FieldInfo) -> Any:
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _within(annotation: Any, probe: str, way: str) -> Iterator[str]:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from text_fields(annotation, probe, way)
    elif origin is Annotated and _holds_more(arguments[0]):
        yield from _within(arguments[0], probe, way)
    elif origin in {Union, types.UnionType}:
        for argument in arguments:
            yield from _within(argument, probe, way)
    elif origin is tuple:
        yield from _within(arguments[0], probe, f"{way}[]")
    elif _takes(annotation, probe):
        yield way


def _holds_more(annotation: Any) -> bool:
    return get_origin(annotation) in {tuple, Union, types.UnionType, Annotated} or (
        isinstance(annotation, type) and issubclass(annotation, BaseModel)
    )


def _takes(annotation: Any, probe: str) -> bool:
    try:
        return bool(TypeAdapter(annotation).validate_python(probe) == probe)
    except ValidationError:
        return False


def filled(probe: str) -> dict[type[BaseModel], set[str]]:
    """The fields of each file that the hostile files fill with the probe."""
    once = set(fields(head(PROBE, ADDRESS, str, 0), probe))
    many = set(fields(parts(0, PROBE, ADDRESS), probe))
    return {
        Briefing: once | many,
        Topic: set(fields(topic(PROBE), probe)),
        Person: set(fields(person(PROBE, ADDRESS), probe)),
    }


@pytest.mark.parametrize("model", [Briefing, Topic, Person])
@pytest.mark.parametrize("probe", [PROBE, ADDRESS], ids=["text", "address"])
def test_the_hostile_files_fill_every_field_that_takes_any_text_or_address(
    model: type[BaseModel], probe: str
) -> None:
    # A text takes an address too: what the hostile files fill with texts is no address field.
    known = set(text_fields(model, probe))
    if probe == ADDRESS:
        known -= set(text_fields(model, PROBE))
    assert filled(probe)[model] == known
