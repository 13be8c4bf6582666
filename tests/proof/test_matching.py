"""Verdicts on quotes: golden cases, and what must hold for any text and any quote.

The cases stand in tests/golden/proof/matching.yml.
"""

import datetime
import re
import unicodedata
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.content.schema import Fingerprint
from generator.proof.article import read_article
from generator.proof.fingerprint import (
    LEAST_WORDS,
    Checker,
    Passages,
    digest,
    make_fingerprint,
)
from generator.proof.tokens import read_tokens
from tests.publish.sites import ROOT

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "golden" / "proof" / "matching.yml").read_text("utf-8")
)
FILLER = "\n\n".join(f"Pier {number} is a pier like the others here." for number in range(40))
QUOTES = [
    pytest.param(case, quote, id=f"{case['name']}-{number}")
    for case in CASES
    for number, quote in enumerate(case["quotes"])
]


def taken(text: str, *quotes: str, salt: str = "invented-salt") -> Fingerprint:
    """A fingerprint of the text, and of these quotes."""
    day = datetime.date(2031, 4, 2)
    return make_fingerprint(text, quotes, taken=day, taken_from="a file", salt=salt)


@pytest.mark.parametrize(("case", "quote"), QUOTES)
def test_a_quote_has_this_verdict(case: dict[str, Any], quote: dict[str, str]) -> None:
    text = case["text"].replace("{filler}", FILLER)
    alone, together = [quote["quote"]], [one["quote"] for one in case["quotes"]]
    for quotes in [case["taken"]] if "taken" in case else [alone, together]:
        verdict = Checker(taken(text, *quotes)).check(quote["quote"])
        assert verdict.status == quote["verdict"], verdict.reason
        assert quote.get("because", "") in verdict.reason


# For any text


ALPHABET = (
    "abcde éèßİΣσςñ Жжёя אבה עברית ابجد ١٢٣ 中文字不 ひらカタ กขไม่ 한국말 "
    ",.;:!?-–—…'’\"“”„«»「」()[] \n\r\t"
    "\u00a0\u00ad\u200b\u0301\u0308\ufeff 0123456789 ²³⁻¹½①₂ $€%‰§#&@/^+−×<> 𝔸😀𐐀\u20c1"
)
anything = st.text(st.sampled_from(ALPHABET) | st.characters(codec="utf-8"), max_size=200)
"""Texts of the characters for which there are rules, and of all others."""
PROSE = [case["text"].replace("{filler}", FILLER) for case in CASES]
slices = st.sampled_from(PROSE).flatmap(
    lambda text: st.tuples(st.just(text), st.integers(0, len(text.split()) - 1), st.integers(1, 40))
)
"""A text of the cases, and the first word and the length of a run of its words."""


def cut(text: str, start: int, length: int) -> str:
    """A run of words of the text, with the white space that it has."""
    ends = [(found.start(), found.end()) for found in re.finditer(r"(?:\u00ad\n|\S)+", text)]
    start %= len(ends)
    return text[ends[start][0] : ends[min(start + length, len(ends)) - 1][1]]


@given(slices)
def test_a_run_of_words_of_a_text_is_verbatim(chosen: tuple[str, int, int]) -> None:
    text, quote = chosen[0], cut(*chosen)
    assume(read_tokens(quote).words)
    assume("[" not in quote and "]" not in quote)
    verdict = Checker(taken(text, quote)).check(quote)
    assert verdict.status in {"verbatim", "doubtful"}, verdict.reason
    assert verdict.status == "verbatim" or re.search("mark|number", verdict.reason)


@given(slices, st.sampled_from(["NFC", "NFD", "no-break", "invisible", "marks", "upper", "end"]))
def test_typography_does_not_count(chosen: tuple[str, int, int], way: str) -> None:
    text, quote = chosen[0], cut(*chosen)
    assume(read_tokens(quote).words and "[" not in quote and "]" not in quote)
    checker = Checker(taken(text, quote))
    varied = {
        "NFC": lambda: unicodedata.normalize("NFC", quote),
        "NFD": lambda: unicodedata.normalize("NFD", quote),
        "no-break": lambda: quote.replace(" ", "\u00a0"),
        "invisible": lambda: re.sub(r"\B(?=\w)", "\u00ad\u200b", quote),
        "marks": lambda: quote.translate(str.maketrans("“”„«»’‘–", '"""""\'\'-')),
        "upper": lambda: quote[:1].upper() + quote[1:],
        "end": lambda: quote + " …”",
    }[way]()
    assert checker.check(varied).status == checker.check(quote).status


@given(slices, st.integers(0), st.sampled_from(["drop", "add", "swap", "change"]))
def test_another_word_is_not_verbatim(chosen: tuple[str, int, int], where: int, way: str) -> None:
    text, quote = chosen[0], cut(*chosen)
    assume("[" not in quote and "]" not in quote)
    pieces = re.split(r"(\s+)", quote)
    words = [place for place in range(0, len(pieces), 2) if read_tokens(pieces[place]).words]
    assume(len(words) > 1)
    place, after = (sorted({words[where % len(words)], words[(where + 1) % len(words)]}))[:2]
    before = read_tokens(quote).words
    match way:
        case "drop":
            pieces[place] = ""
        case "add":
            pieces[place] += " quagga"
        case "change":
            pieces[place] = "quagga"
        case _:
            pieces[place], pieces[after] = pieces[after], pieces[place]
    changed = "".join(pieces)
    assume(read_tokens(changed).words not in {before, ()})
    assume(not stands(read_tokens(text).passages(), read_tokens(changed).passages()))
    assert Checker(taken(text, quote)).check(changed).status == "not-verbatim"


def stands(passages: list[str], wanted: list[str]) -> bool:
    """Whether these whole passages stand one after another in a text."""
    runs = (passages[at : at + len(wanted)] for at in range(len(passages)))
    return wanted in runs


@given(anything, anything, anything)
def test_any_text_and_any_quote_have_a_verdict(text: str, quote: str, other: str) -> None:
    try:
        made = taken(text, quote)
    except ValueError:
        assert len(read_tokens(text).words) < LEAST_WORDS
        return
    checker = Checker(made)
    for words in (quote, other, text, f"{quote}[{other}]{text}"):
        assert checker.check(words).status in {"verbatim", "doubtful", "not-verbatim", "unchecked"}
    if read_tokens(quote).words:
        found = read_article(text).find(read_tokens(quote))
        assert (checker.check(quote).status != "not-verbatim") or not found


@given(anything)
def test_an_article_has_the_tokens_of_its_text(text: str) -> None:
    tokens, read = read_article(text).tokens, read_tokens(text)
    assert (tokens.words, tokens.passages()) == (read.words, read.passages())


@pytest.mark.parametrize(
    "case", [case for case in CASES if "taken" not in case], ids=lambda case: case["name"]
)
def test_later_quotes_do_not_change_the_verdict_on_earlier_ones(case: dict[str, Any]) -> None:
    text = case["text"].replace("{filler}", FILLER)
    quotes = [one["quote"] for one in case["quotes"]]
    alone = [Checker(taken(text, quote)).check(quote).status for quote in quotes]
    together = Checker(taken(text, *reversed(quotes)))
    assert [together.check(quote).status for quote in quotes] == alone


@given(st.lists(st.sampled_from("ab"), max_size=12), st.lists(st.sampled_from("ab"), min_size=1))
def test_passages_are_found_wherever_they_stand_in_a_row(
    text: list[str], wanted: list[str]
) -> None:
    passages = Passages("".join(digest("a-salt", word) for word in text))
    runs = [(at, at + len(wanted)) for at in range(len(text)) if text[at:][: len(wanted)] == wanted]
    assert passages.find(read_tokens(". ".join(wanted)), "a-salt") == runs
    assert passages.places.keys() == {digest("a-salt", word) for word in text}


def test_a_digest_that_parts_of_two_look_like_is_not_found() -> None:
    wanted = digest("a-salt", "a")
    assert Passages(f"AAAAAA{wanted}AAAAAA").find(read_tokens("a"), "a-salt") == []
    assert Passages(f"AAAAAA{wanted}AAAAAA{wanted}").find(read_tokens("a"), "a-salt") == [(2, 3)]


# Fingerprints that show nothing


def test_a_fingerprint_that_is_damaged_never_passes_a_quote() -> None:
    text = PROSE[0]
    whole = taken(text, "We'll wait")
    damages: dict[str, Any] = {
        "passages": whole.passages[: len(whole.passages) // 2],
        "fragments": (),
        "salt": "another-salt",
        "text": "AAAAAAAAAAAA",
        "words": 5,
        "rules": 2,
        "seal": "AAAAAAAAAAAA",
        "taken_from": "another file",
    }
    for field, value in damages.items():
        verdict = Checker(whole.model_copy(update={field: value})).check("We'll wait")
        assert verdict.status == "unchecked", field
        assert verdict.reason.startswith("the fingerprint "), field


def test_the_fingerprint_of_another_article_holds_no_quote_of_this_one() -> None:
    checker = Checker(taken(PROSE[1], "[...] the pumps were paid for by the ports [...]"))
    assert checker.check("We'll wait ... and see").status == "not-verbatim"


@pytest.mark.parametrize("text", ["", " \n", "Page not found.", "\ufeff…"])
def test_no_fingerprint_is_made_of_a_text_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"a text of \d words is no article"):
        taken(text)


def test_two_fingerprints_of_one_text_have_nothing_in_common_but_its_digest() -> None:
    one, other = taken(PROSE[0], salt="one-salt"), taken(PROSE[0], salt="other-salt")
    digests = [
        {made.passages[at : at + 12] for at in range(0, len(made.passages), 12)}
        for made in (one, other)
    ]
    assert digests[0].isdisjoint(digests[1])
    assert one.text == other.text
