"""Parts are rendered once for each shape, whatever a template gives to the macros."""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest

from generator.content.library import Library, Registry
from generator.output.filling import Filling, Value
from generator.output.pages import Page, Pages
from generator.output.parts import Part
from generator.problems import ProblemsError
from generator.proof.verification import Proof

PARTS = """
{% set house = "Harbour" %}
{% macro pair(one, other=None) %}
{{ one }} and {{ other }}
{% endmacro %}

{% macro marked(text) %}
- {{ text }}
{% endmacro %}

{% macro named(view) %}
{{ view.name }}
{% endmacro %}

{% macro failing(view) %}
{{ view.nothing }}
{% endmacro %}
"""


def pages(folder: Path, template: str, *, written: bool = False) -> Pages:
    """Pages whose template `page.md` is this, of a library without briefings."""
    folder.joinpath("_parts.md").write_text(PARTS, encoding="utf-8")
    folder.joinpath("page.md").write_text(template, encoding="utf-8")
    return Pages(Library((), Registry({}), Registry({})), Proof(), folder, written=written)


def page(made: Pages, texts: Mapping[str, str]) -> Page:
    """The page of these texts."""
    parts = made.parts("page.md")
    filling: Filling = parts.filling
    values: dict[str, Value] = {name: filling.text(text) for name, text in texts.items()}
    return made.page("page.md", "page.md", "Title", "", parts, values)


def words(content: object) -> list[str]:
    """The words of a page's Markdown, with the values in their slots."""
    if isinstance(content, str):
        return content.split()
    found = []
    for part in content if isinstance(content, tuple) else ():
        assert isinstance(part, Part)
        for stretch in part.skeleton.stretches:
            values = [str(part.values[slot]) for slot in stretch.slots]
            text = "".join(chain(*zip(stretch.literals, [*values, ""], strict=True)))
            found += text.split()
    return found


STRONG = "{% macro strong(text) %}**{{ text }}**{% endmacro %}"
MARKED = "{% set one, other = parts.marked(first), parts.marked(second) %}"

CALLS = {
    "a text": ("{{ parts.marked(first) }}", "- A"),
    "texts": ("{{ parts.pair(first, second) }}", "A and B"),
    "a text by its name": ("{{ parts.pair(first, other=second) }}", "A and B"),
    "a text twice, then two": (
        "{{ parts.pair(first, first) }}\n{{ parts.pair(first, second) }}",
        "A and A A and B",
    ),
    "two texts, then one twice": (
        "{{ parts.pair(first, second) }}\n{{ parts.pair(second, second) }}",
        "A and B B and B",
    ),
    "a mapping": ("{{ parts.named({'name': second}) }}", "B"),
    "a list": ("{{ parts.named({'name': [first, second][1]}) }}", "B"),
    "what another macro has written": (
        STRONG + "{{ parts.pair(strong(second), first) }}",
        "**B** and A",
    ),
    "what a kept macro has made": (
        MARKED + "{{ parts.named({'name': one}) }}{{ parts.named({'name': other}) }}",
        "- A - B",
    ),
    "the same twice, then two": (
        MARKED + "{{ parts.pair(one, one) }}{{ parts.pair(one, other) }}",
        "- A and - A - A and - B",
    ),
    "what is made and what is not": (
        MARKED + "{{ parts.pair(one, second) }}{{ parts.pair(other, first) }}",
        "- A and B - B and A",
    ),
    "what is shown twice": (
        "{% set one = parts.marked(first) %}{{ one }}{{ second }}\n{{ one }}",
        "- A B - A",
    ),
    "a number, then true": (
        "{{ parts.pair(1) }}{{ parts.pair(true) }}",
        "1 and None True and None",
    ),
    "what the template has set": ("{{ parts.house }}", "Harbour"),
    "a number and a word": ("{{ parts.pair(3, 'three') }}{{ parts.pair(4, 'four') }}", None),
}


@pytest.mark.parametrize("written", [False, True], ids=["slots", "written"])
@pytest.mark.parametrize(("template", "expected"), CALLS.values(), ids=CALLS)
def test_a_macro_may_be_given(
    tmp_path: Path, template: str, expected: str | None, written: bool
) -> None:
    made = page(pages(tmp_path, template, written=written), {"first": "A", "second": "B"})
    assert words(made.content) == (expected or "3 and three 4 and four").split()


def test_a_macro_runs_once_for_a_shape(tmp_path: Path) -> None:
    made = pages(tmp_path, "{{ parts.pair(first, second) }}{{ parts.pair(first) }}")
    first = page(made, {"first": "A", "second": "B"})
    other = page(made, {"first": "C", "second": "D"})
    assert words(other.content) == ["C", "and", "D", "C", "and", "None"]
    assert [part.skeleton for part in first.content if isinstance(part, Part)] == [
        part.skeleton for part in other.content if isinstance(part, Part)
    ]


@pytest.mark.parametrize("written", [False, True], ids=["slots", "written"])
@pytest.mark.parametrize(
    ("template", "place", "what"),
    [
        ("\n{{ parts.nothing(first) }}", "page.md:2", "has no attribute 'nothing'"),
        ("{{ parts.marked(nothing) }}", "_parts.md:8", "'nothing' is undefined"),
        ("{{ parts.marked() }}", "_parts.md:8", "parameter 'text' was not provided"),
        ("{{ parts.marked(first, second) }}", "page.md:1", "takes not more than 1 argument(s)"),
        ("\n{{ first | length }}", "page.md:2", "object of type 'Value' has no len()"),
        (
            "{{ parts.failing({'name': first}) }}",
            "_parts.md:16",
            "'dict object' has no attribute 'nothing'",
        ),
    ],
)
def test_a_mistake_in_a_call_is_told(
    tmp_path: Path, template: str, place: str, what: str, written: bool
) -> None:
    with pytest.raises(ProblemsError) as caught:
        page(pages(tmp_path, template, written=written), {"first": "A", "second": "B"})
    (problem,) = caught.value.problems
    assert f"{problem.path}:{problem.position.line}".endswith(place)
    assert problem.message.startswith("the template fails: ")
    assert problem.message.endswith(what)


def test_a_mistake_of_our_own_is_not_told_as_one_of_a_template(tmp_path: Path) -> None:
    made = pages(tmp_path, "{{ parts.marked(first) }}")
    with pytest.raises(AttributeError, match="nothing"), made.told("page.md"):
        _ = made.library.nothing  # type: ignore[attr-defined]
