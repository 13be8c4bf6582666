"""Links to the very words of a quote in its source: `https://…#:~:text=…`.

Of the URL Fragment Text Directives specification (WICG): one directive for each stretch that stands
together in the source; a long stretch by its first and last words; `-`, `,` and `&` encoded,
because they part the parts of a directive.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote as percent_encoded

from generator.proof.quotes import stretch_texts

_PARAGRAPH = re.compile(r"\n\s*\n")
_MARKS = r"\"“”„‟«»‹›「」『』"
_DASHES = r"\-‐‑‒–—―"
# The sign comes first and its surroundings after, so that the search skips all other signs.
_QUOTES_AND_DASHES = re.compile(
    rf"[{_MARKS}'‘’‚{_DASHES}]"
    rf"(?:(?<=[{_MARKS}])|(?<=['‘’‚])(?<!\w.)|(?<=['‘’])(?!\w)|(?<=\s[{_DASHES}])[{_DASHES}]*(?=\s))"
)
_LONG_WORDS = 10
_EDGE_WORDS = 4


def with_text_fragment(url: str, quote: str) -> str:
    """The address with directives that lead to the quote's words, keeping the fragment it has."""
    directives = _directives(quote)
    mark = "" if "#" in url else "#"
    return f"{url}{mark}:~:{directives}" if directives else url


@lru_cache(maxsize=500)
def _directives(quote: str) -> str:
    return "&".join(f"text={_directive(stretch)}" for stretch in stretches(quote))


def stretches(quote: str) -> list[str]:
    """What of the quote stands together in the source: between marks of ours, and paragraphs.

    A browser finds words only as the page has them: so a stretch also ends at a quotation mark or
    a dash, whose form may differ, and the longest piece stands for it.
    """
    found = []
    for part in stretch_texts(quote):
        for paragraph in _PARAGRAPH.split(part):
            pieces = [" ".join(piece.split()) for piece in _QUOTES_AND_DASHES.split(paragraph)]
            longest = max(pieces, key=len)
            if longest:
                found.append(longest.strip(" .,;:"))
    return [piece for piece in found if piece]


def _directive(stretch: str) -> str:
    words = stretch.split(" ")
    if len(words) <= _LONG_WORDS:
        return _encoded(words)
    return f"{_encoded(words[:_EDGE_WORDS])},{_encoded(words[-_EDGE_WORDS:])}"


def _encoded(words: Sequence[str]) -> str:
    # Most words are letters only, and to look at each sign takes long.
    return "%20".join(
        word
        if word.isascii() and word.isalnum()
        else percent_encoded(word, safe="").replace("-", "%2D")
        for word in words
    )
