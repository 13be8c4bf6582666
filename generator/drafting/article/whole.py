"""Whether a text is the whole article: the text in, why it may have been cut off out."""

from collections.abc import Iterator

import regex

from generator.drafting.article.notices import PAYWALL

_FEW_WORDS = 60
_WORDS_OF_TEASER = 200
_LAST = 600
_LAST_PARAGRAPHS = 2
_MOST_LETTERS = 160
_MARK = regex.compile('["“”„«»「」]')
_SUBSCRIBER = regex.compile(
    r"\bsubscri|\bbecome a member|\bmembers only|\babonn|\babo\b|\bsuscri|\babbona|\bassinant"
    r"|\bprenumer|подпис|会員|會員|订阅|訂閱|付费|付費|구독",
    regex.I,
)
_READING = regex.compile(
    r"\bread|\bcontinu|\baccess|\bunlimited|\bonly|\bexclu|\bsuite|\blire\b|\bréserv|\bweiter|\blesen"
    r"|\bleyendo|\bleer\b|\bsolo\b|\blegger|\briserva|\bverder|читать|続き|残り|限定|阅读|閱讀|继续|繼續|읽",
    regex.I,
)
_GOES_ON = regex.compile(
    r"(?:\.\.\.|…)\s*$|\b(?:continue reading|read more|weiterlesen|lire la suite)\W*$", regex.I
)


def doubts_of_end(text: str, words: int, *, is_free: bool) -> Iterator[str]:
    """Why a text of so many words may not be all of its article.

    `is_free` is whether the page calls all of the article free to read.
    """
    if words < _FEW_WORDS:
        yield f"the text has only {words} words and may have been cut off"
    if not is_free and words <= _WORDS_OF_TEASER:
        yield "the page says that it is not free to read, and its text is short"
    elif _ends_in_offer(text):
        yield "the text ends in an offer to subscribe and may have been cut off"
    if _GOES_ON.search(text):
        yield "the text ends in dots or in an invitation to read on, and may have been cut off"


def _ends_in_offer(text: str) -> bool:
    """Whether a last short paragraph offers to read on to whoever subscribes."""
    return bool(PAYWALL.search(text[-_LAST:])) or any(
        _SUBSCRIBER.search(one) and _READING.search(one)
        for one in text.split("\n\n")[-_LAST_PARAGRAPHS:]
        if len(one) <= _MOST_LETTERS and not _MARK.search(one)
    )
