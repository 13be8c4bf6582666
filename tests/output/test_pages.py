"""The Markdown that is made of the invented site, and how a value enters it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
from jinja2 import TemplateError
from pydantic import BaseModel

from generator.content.schema import Briefing, Person, Topic
from generator.content.types import is_reserved
from generator.output.filling import Filling, Link, MarkdownFilling, SlotFilling, escape_markdown
from generator.output.lists import plans
from generator.output.pages import Page, Pages
from generator.output.parts import Part
from generator.proof.verification import require_verified
from tests.publish.sites import ROOT, SITE

TEMPLATES = ROOT / "templates" / "pages"


@pytest.fixture(scope="module")
def markdown_pages() -> dict[str, Page]:
    """The invented site's pages as `briefings render` has them."""
    library, proof, _ = require_verified(SITE / "briefings")
    return {page.src_uri: page for page in Pages(library, proof, TEMPLATES, written=True)}


@pytest.fixture(scope="module")
def slot_pages() -> dict[str, Page]:
    """The invented site's pages as the plugin has them."""
    library, proof, _ = require_verified(SITE / "briefings")
    return {page.src_uri: page for page in Pages(library, proof, TEMPLATES)}


# The invented site has everything


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    """The record types within a type."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from _models(field.annotation)
    for part in get_args(kind):
        yield from _models(part)


def _choices(kind: Any) -> Iterator[str]:
    """The words of a closed vocabulary within a type."""
    if get_origin(kind) is Literal:
        yield from get_args(kind)
    else:
        for part in get_args(kind):
            yield from _choices(part)


def _used(value: Any) -> Iterator[tuple[type[BaseModel], str, object]]:
    """Each field in use within a value."""
    if isinstance(value, tuple):
        for item in value:
            yield from _used(item)
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield type(value), name, getattr(value, name)
            yield from _used(getattr(value, name))


def _all_used() -> list[tuple[type[BaseModel], str, object]]:
    library, _, _ = require_verified(SITE / "briefings")
    values = [
        *(entry.briefing for entry in library.entries),
        *library.topics.entries.values(),
        *library.people.entries.values(),
    ]
    return [use for value in values for use in _used(value)]


def test_the_invented_site_uses_every_field_of_the_schema() -> None:
    used = {(model, name) for model, name, _ in _all_used()}
    models = {model for root in (Briefing, Topic, Person) for model in _models(root)}
    every = {(model, name) for model in models for name in model.model_fields}
    assert sorted(f"{model.__name__}.{name}" for model, name in every - used) == []


def test_the_invented_site_uses_every_word_of_each_vocabulary() -> None:
    models = {model for root in (Briefing, Topic, Person) for model in _models(root)}
    vocabularies = {
        (model, name): tuple(_choices(field.annotation))
        for model in models
        for name, field in model.model_fields.items()
    }
    used: dict[tuple[str, ...], set[object]] = {words: set() for words in vocabularies.values()}
    for model, name, value in _all_used():
        used[vocabularies[model, name]].add(value)
    defaults = {"article", "person"}
    assert [set(words) - used[words] - defaults for words in used if words] == [
        set() for words in used if words
    ]


# Pages


def test_both_fillings_make_the_same_pages(
    markdown_pages: dict[str, Page], slot_pages: dict[str, Page]
) -> None:
    def facts(pages: dict[str, Page]) -> list[object]:
        return [
            (page.src_uri, page.title, page.description, page.edit, page.redirect, page.searchable)
            for page in pages.values()
        ]

    assert facts(markdown_pages) == facts(slot_pages)


def test_a_skeleton_holds_no_text_of_a_briefing(slot_pages: dict[str, Page]) -> None:
    parts = [one for one in slot_pages["2031/tunnel-delayed.md"].content if isinstance(one, Part)]
    written = "".join(
        literal for part in parts for one in part.skeleton.stretches for literal in one.literals
    )
    values = {value for part in parts for value in part.values}
    assert {type(value) for value in values} == {str, Link}
    assert [value for value in values if len(str(value)) > 12 and str(value) in written] == []


def test_no_part_of_a_briefing_can_take_an_anchor_of_its_page(
    slot_pages: dict[str, Page],
) -> None:
    literals = [
        literal
        for page in slot_pages.values()
        if page.src_uri[0].isdigit()
        for part in page.content
        if isinstance(part, Part)
        for one in part.skeleton.stretches
        for literal in one.literals
    ]
    fixed = set(re.findall(r'(?:\{: #|id=")([a-z0-9-]+)', "\n".join(literals)))
    assert {"top", "summary", "says", "judgements"} <= fixed
    assert {name for name in fixed if not is_reserved(name)} == set()


def test_parts_of_one_shape_have_one_skeleton() -> None:
    library, proof, _ = require_verified(SITE / "briefings")
    pages = Pages(library, proof, TEMPLATES)
    first = len([*pages]) and len(pages.skeletons.by_shape)
    again = [part for page in pages for part in page.content if isinstance(part, Part)]
    assert len(pages.skeletons.by_shape) == first
    assert len({id(part.skeleton) for part in again}) < len(again) / 2


def test_pages_do_not_depend_on_the_order_of_their_making(slot_pages: dict[str, Page]) -> None:
    def made(pages: Iterable[Page]) -> dict[str, list[object]]:
        return {
            page.src_uri: [
                (one.skeleton.stretches, one.values) if isinstance(one, Part) else one
                for one in page.content
            ]
            for page in pages
        }

    library, proof, _ = require_verified(SITE / "briefings")
    pages = Pages(library, proof, TEMPLATES)
    backwards = [pages.listing(plan) for plan in reversed([*plans(library)])]
    backwards += [pages.briefing(entry) for entry in reversed(library.published)]
    expected = made(slot_pages.values())
    assert made(backwards).items() <= expected.items()
    assert len(backwards) > len(expected) / 2


# Prose stays readable

PROSE = [
    "The tunnel opens two years late, and nobody (not even the council) has said who pays.",
    "It's the engineer's well-known plan; she said so twice.",
    "Fares rise by 12.5 %, from 3 to 4 euros - or so they say.",
    "“We will not open before 2035,” she said – ‘never’.",
    "Who pays? Nobody! At 12:30, at § 3/4, for 10+ years, 50/50.",
    "Die Eröffnung erfolgt spätestens im Jahr 2033; „spätestens“ heißt ohne Ausnahme.",
    "我们不会在二〇三五年之前开放隧道，也不会为安全道歉。",
    "لن نفتح النفق قبل عام 2035، ولن نعتذر عن السلامة.",
]


@pytest.mark.parametrize("sentence", PROSE)
def test_ordinary_prose_is_written_as_it_is(sentence: str) -> None:
    assert escape_markdown(sentence) == sentence


def test_rendered_pages_hold_few_references(markdown_pages: dict[str, Page]) -> None:
    whole = "".join(str(page.content) for page in markdown_pages.values())
    assert whole.count("&#") < len(whole) / 500


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "&#35; no heading"),
        ("- no item", "&#45; no item"),
        ("12. no item", "12&#46; no item"),
        ("> no quotation", "&#62; no quotation"),
        ("a *word* and a _word_", "a &#42;word&#42; and a &#95;word&#95;"),
        ("[a link](to)", "&#91;a link&#93;(to)"),
        ("AT&T <b>", "AT&#38;T &#60;b&#62;"),
        ("a | b", "a &#124; b"),
        ("{: .attribute }", "&#123;: .attribute &#125;"),
        (": no definition", "&#58; no definition"),
    ],
)
def test_what_could_be_syntax_is_written_as_references(text: str, written: str) -> None:
    assert escape_markdown(text) == written


# A template cannot get at a text but to print it


@pytest.mark.parametrize("filling", [SlotFilling(), MarkdownFilling("index.md")])
@pytest.mark.parametrize(
    "expression",
    [
        "text",
        "text|safe",
        "text|e",
        "text|escape|safe",
        "text|forceescape",
        "text|tojson",
        "text|urlize",
        "text|string",
        "text|upper",
        "text|replace('a', 'b')",
        "text|trim",
        "text|truncate(4)",
        "text|list",
        "text|first",
        "[text]|join",
        "[text, text]|join(', ')",
        "{'class': text}|xmlattr",
        "text ~ '!'",
        "'%s'|format(text)",
        "'{}'.format(text)",
        "text[0]",
        "text.held",
        "text + ''",
    ],
)
def test_no_filter_leaks_a_raw_text(expression: str, filling: Filling) -> None:
    library, proof, _ = require_verified(SITE / "briefings")
    environment = Pages(library, proof, TEMPLATES).environment
    text = filling.text("<script>*alert*</script>")
    try:
        made = environment.from_string(f"{{{{ {expression} }}}}").render(text=text)
    except (TemplateError, TypeError):
        return
    assert "<script" not in made
    assert "*alert*" not in made
