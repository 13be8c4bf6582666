"""The passage of an article that is nearest to a quote, with the words that differ.

For people who have the article at hand: a near miss is shown, and never accepted as a match.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from generator.proof.article import Article
from generator.proof.quotes import read_stretches

LEAST_LIKENESS = 55.0
"""Percent of likeness below which no passage is near."""
_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What the source has, with what the quote has instead marked: `[-source-]{+quote+}`."""

    passage: str
    likeness: float


def nearest_passage(article: Article, quote: str) -> NearMiss | None:
    """The stretch of the article nearest to the quote's longest stretch, or None."""
    stretches = read_stretches(quote)
    if not stretches:
        return None
    wanted = max((one.tokens.words for one in stretches), key=len)
    words = article.tokens.words
    # Alignment finds where the running words are most alike, to the character; then to the word.
    text = " ".join(words)
    found = fuzz.partial_ratio_alignment(" ".join(wanted), text, score_cutoff=LEAST_LIKENESS)
    if found is None:
        return None
    start = max(0, text.count(" ", 0, found.dest_start) - _CONTEXT)
    stop = min(len(words), text.count(" ", 0, found.dest_end) + 1 + _CONTEXT)
    return NearMiss(_marked(words[start:stop], wanted), found.score)


def _marked(source: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    """The source's words, those that the quote lacks or has otherwise marked."""
    codes: Opcodes = Levenshtein.opcodes(source, wanted)
    parts: list[str] = []
    last = len(codes) - 1
    for number, code in enumerate(codes):
        theirs = " ".join(source[code.src_start : code.src_end])
        ours = " ".join(wanted[code.dest_start : code.dest_end])
        if code.tag == "equal":
            parts.append(theirs)
        elif code.tag == "delete" and number in {0, last}:
            continue  # words of the source around the passage
        else:
            parts.append((f"[-{theirs}-]" if theirs else "") + (f"{{+{ours}+}}" if ours else ""))
    return " ".join(parts)
