"""Whatever a text is, Markdown shows the text and nothing else, wherever a template has it."""

from urllib.parse import quote, unquote

import markdown
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.content.types import Url
from generator.output.filling import escape_destination, escape_markdown, one_line
from generator.publish.project import EXTENSIONS
from tests.hostile.content import ADDRESSES, TEXTS, folded
from tests.hostile.sites import Event, events

PLACES = """\
# {} {{: #top }}

{}
{{: .kicker }}

{}

{}

- {}

- {} [What shows this](https://shown.example/) <span class="about">On [{}](#a), [{}](#b)</span>

- [{}](#c)

> “{}
> {{: #quote lang=fr .verbatim }}
>
> “{}”
> {{: lang=fr .verbatim }}

**[{}](../x.html)**, {}, as the article puts it, relayed by {}, {}
{{: .caption }}

**{}**, {}
{{: .caption }}

<div class="pair" id="a" markdown="block">

<div class="claim" markdown="block">

According to {}, {} and {} ({})

{{: .who }}

{}
{{: .point }}

Why
:   {}

Evidence
:   Thin (low confidence): {}

Concerns
:   {} and {}

Revised 1 April 2031
:   Likely, <span class="odds">55–80 %</span>. {}

Outcome
:   Happened, 1 April 2031. {} ([{}](https://shown.example/))

</div>

That is: “{}” (translated by {})

{{: .note }}

### [{}](../x.html) {{: #b .entry__title }}

{}
{{: .entry__summary }}

</div>

[{}](#a) **Likely** <span class="odds">55–80 %</span>

{{: .brief__judgement }}

## What it does not show {{: #limits }}

- 1 April 2031, correction: {} Before: “{}”. <span class="about">On [{}](#a)</span>

Written by {} and {}. {} No corrections.

{{: .colophon }}
"""
"""Every place that a template has for a text."""
WORD = "innocent"

CONVERTER = markdown.Markdown(extensions=list(EXTENSIONS))


def shown(text: str) -> list[Event]:
    """A page that has the Markdown `text` in all places."""
    page = PLACES.replace("{{", "{").replace("}}", "}").replace("{}", text)
    return events(CONVERTER.reset().convert(page))


TWIN = shown(WORD)

characters = st.one_of(
    st.sampled_from("\\`*_{}[]()<>#+-.!|~^:=\"'&;/%@$?, \n\t\r0123aZ٣１"),
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
)
pieces = st.one_of(
    st.text(characters, min_size=1, max_size=12),
    st.sampled_from([text for text in TEXTS if len(text) < 200]),
)
written = st.lists(pieces, min_size=1, max_size=4).map("".join).filter(lambda text: one_line(text))


def check(text: str) -> None:
    line = one_line(text)
    typed = [tuple(folded(part.replace(WORD, line)) for part in event) for event in TWIN]
    assert shown(escape_markdown(line)) == typed


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_each_hostile_text_is_shown_as_typed_in_every_place(text: str) -> None:
    check(text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(written)
@example("٣. item")
@example("a\r\r- b")
def test_any_text_is_shown_as_typed_in_every_place(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(categories=["L"]), min_size=1), st.data())
def test_prose_stays_readable(word: str, data: st.DataObject) -> None:
    mark = data.draw(st.sampled_from([". ", ", ", "’s ", "-", " (", ") ", "'", "; ", "? ", "! "]))
    prose = f"{word}{mark}{word}"
    assert escape_markdown(prose) == prose


address = st.text(
    st.one_of(
        st.sampled_from("abc/?#&=;:@%()[]!'*~+,.-_$0123"),
        st.characters(min_codepoint=0xA1, categories=["L", "N", "S", "P"]),
    ),
    max_size=30,
).map(lambda rest: f"https://shown.example/{rest}")


def check_address(url: str) -> None:
    html = markdown.markdown(
        f"[{WORD}]({escape_destination(url)}) and [{WORD}]({escape_destination(url)}), {WORD}\n",
        extensions=list(EXTENSIONS),
    )
    found = events(html)
    kinds = [event[:2] for event in found]
    link = [("start", "a"), ("text", WORD), ("end", "a")]
    assert kinds == [
        ("start", "p"),
        *link,
        ("text", "and"),
        *link,
        ("text", f", {WORD}"),
        ("end", "p"),
    ]
    for event in found:
        if event[:2] == ("start", "a"):
            assert event[2] == "href"
            assert _unquoted(event[3]) == _unquoted(url)


def _unquoted(url: str) -> str:
    return unquote(quote(url, safe="%/:?#[]@!$&'()*+,;=~"))


@pytest.mark.parametrize("url", ADDRESSES)
def test_each_hostile_address_leads_where_it_says(url: str) -> None:
    check_address(url)


@settings(max_examples=300, deadline=None)
@given(address)
def test_any_address_that_is_taken_leads_where_it_says(url: str) -> None:
    try:
        TypeAdapter(Url).validate_python(url)
    except ValidationError:
        return
    check_address(url)


def test_an_address_keeps_the_mark_of_words_to_lead_to() -> None:
    url = "https://shown.example/a#:~:text=one%20two"
    assert escape_destination(url) == url
