"""What of a quote a link asks the browser to find; tests/pages has browsers find it."""

import pytest

from generator.output.text_fragments import stretches, with_text_fragment

STRETCHES = {
    "the ferrymen’s jobs aren't safe": ["the ferrymen’s jobs aren't safe"],
    "the 'old' pier": ["pier"],
    "‘Old’ quays, the dockers’ own": ["quays, the dockers"],
    "so ‚they‘ said it": ["said it"],
    "We wait – they said – for the spring": ["for the spring"],
    "far-sighted well–known": ["far-sighted well–known"],
    "The gate [...] stays [shut] - until": ["The gate", "stays", "until"],
    "The gate \n\n [...] stays": ["The gate", "stays"],
    "[T]he gate [was] shut": ["The gate", "shut"],
    "One\nparagraph.\n \nAnother, longer": ["One paragraph", "Another, longer"],
    "a [b": ["a [b"],
    "[...]": [],
    " .,; ": [],
}


@pytest.mark.parametrize("quote", STRETCHES)
def test_the_words_of_a_quote_that_stand_together(quote: str) -> None:
    assert stretches(quote) == STRETCHES[quote]


def test_a_directive_for_each_stretch() -> None:
    assert (
        with_text_fragment("https://a.example/b#c", "well-known & old [...] quays")
        == "https://a.example/b#c:~:text=well%2Dknown%20%26%20old&text=quays"
    )
    assert with_text_fragment("https://a.example/b", " [...] ") == "https://a.example/b"


def test_a_long_stretch_by_its_first_and_last_words() -> None:
    assert with_text_fragment("", "a b c d e f g h i j k") == "#:~:text=a%20b%20c%20d,h%20i%20j%20k"
