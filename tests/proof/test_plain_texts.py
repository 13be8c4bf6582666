"""The short ways of `tokens` give what the long ones do: for plain characters, and for ASCII."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.proof import tokens
from generator.proof.tokens import Tokens, read_tokens
from tests.proof.test_matching import ALPHABET, PROSE, anything

PLAIN = [one for one in map(chr, range(0x110000)) if tokens._PLAIN_TEXT.fullmatch(one)]
plain = st.text(
    st.sampled_from([one for one in ALPHABET if one in PLAIN]) | st.sampled_from(PLAIN),
    max_size=200,
)
"""Texts of plain characters, more often of those for which there are rules."""


def read_in_full(text: str) -> Tokens:
    """The normal form as it is read where no text counts as plain."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_PLAIN_TEXT", re.compile("(?!)"))
        return read_tokens(text)


def test_every_plain_character_is_read_as_by_the_full_pattern() -> None:
    assert len(PLAIN) > 20_000
    for one in PLAIN:
        text = f"{one}{one}\na{one}a 5{one}5 {one}.5{one} {one}-5 -{one}5 a-{one}.5 a'{one}'a.{one}"
        assert read_tokens(text) == read_in_full(text), f"U+{ord(one):04X}"


@given(plain)
def test_a_plain_text_is_read_as_by_the_full_pattern(text: str) -> None:
    assert tokens._PLAIN_TEXT.fullmatch(text)
    assert read_tokens(text) == read_in_full(text)


@given(anything | st.sampled_from(PROSE))
def test_so_is_any_text(text: str) -> None:
    assert read_tokens(text) == read_in_full(text)


# Steps 4 and 5


def by_the_steps(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return folded.translate(tokens._LAST)


def test_every_character_is_folded_as_by_the_steps() -> None:
    for code in range(0x110000):
        assert tokens._folded(chr(code)) == by_the_steps(chr(code)), f"U+{code:04X}"


@given(anything | st.text(st.characters(codec="ascii")))
def test_a_text_is_folded_as_by_the_steps(text: str) -> None:
    assert tokens._folded(text) == by_the_steps(text)


def test_step_5_knows_no_character_that_step_4_leaves_out() -> None:
    assert not tokens._LATE_RUN.search("".join(map(chr, tokens._LAST)))
