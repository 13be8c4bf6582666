"""How much of a source still stands on a page: a briefing and the page's texts in, counts out.

The texts are cut and digested as the fingerprint was, and thrown away. They are several readings of
one page; what one of them holds stands there.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.content.schema import Briefing, Fingerprint
from generator.problems import field_name
from generator.proof.fingerprint import (
    Checker,
    digest,
    make_fingerprint,
    split_digests,
    why_unusable,
)
from generator.proof.verification import verbatim_words

_STANDS = {"verbatim", "doubtful"}
_NEARLY_ALL = 0.8
_HALF = 0.5
_AS_LONG = 0.75
_SHORT = 8
_SAME_LENGTH = 0.1


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of a fingerprint stands in a text."""

    passages: int
    """How many passages the fingerprint has."""
    standing: int
    """How many of them the text holds."""
    lost: tuple[str, ...]
    """The quotes that the fingerprint holds and the text does not, by the names of their fields."""
    is_article: bool
    """Whether the text is the article at all, changed or not, and whole."""


def compare(briefing: Briefing, texts: Sequence[str]) -> Comparison | None:
    """What of the briefing's fingerprint stands in the texts; None where it cannot be compared.

    The first text is the one whose length says whether the article is whole.
    """
    fingerprint = briefing.fingerprint
    if fingerprint is None or why_unusable(fingerprint):
        return None
    before = Checker(fingerprint)
    held = {
        field_name(way): words
        for way, words in verbatim_words(briefing)
        if before.check(words).status in _STANDS
    }
    passages = Counter(split_digests(fingerprint.passages))
    standing, lost, words = 0, set(held), 0
    for text in texts:
        try:
            now = make_fingerprint(
                text,
                held.values(),
                taken=fingerprint.taken,
                taken_from=fingerprint.taken_from,
                salt=fingerprint.salt,
            )
        except ValueError:  # too few words
            continue
        words = words or now.words
        standing = max(standing, (passages & Counter(split_digests(now.passages))).total())
        check = Checker(now).check
        lost = {name for name in lost if check(held[name]).status not in _STANDS}
    return Comparison(
        passages=passages.total(),
        standing=standing,
        lost=tuple(name for name in held if name in lost),
        is_article=_is_article(
            fingerprint, passages.total(), standing, len(held), len(lost), words
        ),
    )


def basis(briefing: Briefing) -> str:
    """A digest of all that a comparison depends on beside the page."""
    fingerprint = briefing.fingerprint
    quotes = [f"{field_name(way)} {words}" for way, words in verbatim_words(briefing)]
    return digest(fingerprint.seal if fingerprint else "", "\n".join(quotes))


def _is_article(
    fingerprint: Fingerprint, passages: int, standing: int, held: int, lost: int, words: int
) -> bool:
    """Whether the text is the article: what is not in it is then gone from the article.

    A notice before the article, its first paragraphs only, or another page say nothing of that.
    Nearly all passages are enough. Else the text must be about as long, and half of the passages or
    of the quotes stand; in an article of few passages one word may have changed the only one, so
    there the same length will do.
    """
    share = standing / passages
    if share >= _NEARLY_ALL:
        return True
    length = words / fingerprint.words
    return length >= _AS_LONG and (
        share >= _HALF
        or (held > 0 and (held - lost) / held >= _HALF)
        or (passages < _SHORT and abs(length - 1) <= _SAME_LENGTH)
    )
