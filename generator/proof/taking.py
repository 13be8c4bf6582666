"""A fingerprint is taken only of a text that looks like the briefed article, whole.

What is refused can be forced by a person who knows better; nothing is ever guessed.
"""

import datetime
from collections.abc import Sequence

from generator.content.diagnosis import read_record
from generator.content.document import Document, read_document
from generator.content.library import Entry
from generator.content.schema import BRIEFING, Briefing, Fingerprint
from generator.problems import ProblemsError
from generator.proof.fingerprint import Checker, make_fingerprint
from generator.proof.verification import verbatim_words
from generator.proof.writing import with_fingerprint


class RefusedError(Exception):
    """The text does not look like the article; the message says why."""

    def __init__(self, reason: str, *, forcible: bool = True) -> None:
        super().__init__(reason)
        self.forcible = forcible
        """Whether a person who knows better can have it all the same."""


def with_taken_fingerprint(
    path: str,
    content: bytes,
    text: str,
    *,
    taken: datetime.date,
    taken_from: str,
    doubts: Sequence[str] = (),
    anyway: bool = False,
) -> bytes:
    """The bytes of the briefing's file with the fingerprint of the article with this text.

    The salt of a former fingerprint stays. `path` is the file's name in problems, `doubts` are what
    speaks against the text. Raises ProblemsError where the file is no briefing, and RefusedError
    where there are doubts or most quotes are not in the text, unless `anyway`; in any case where
    the text has too few words to be one, or the file has no place for a fingerprint.
    """
    document, briefing = _read(path, content)
    words = [quote for _, quote in verbatim_words(briefing)]
    former = briefing.fingerprint
    try:
        fingerprint = make_fingerprint(
            text, words, taken=taken, taken_from=taken_from, salt=former.salt if former else None
        )
    except ValueError as error:
        raise RefusedError(str(error), forcible=False) from None
    reasons = [*doubts, *_missing_quotes(fingerprint, words)]
    if reasons and not anyway:
        raise RefusedError(reasons[0])
    if former and former.text == fingerprint.text:
        fingerprint = fingerprint.model_copy(update={"audited": former.audited})
    return _written(path, content, document, briefing, fingerprint)


def entry_of(path: str, content: bytes) -> Entry:
    """The briefing that the bytes of its file hold.

    Raises ProblemsError where the file is no briefing.
    """
    document, briefing = _read(path, content)
    return Entry.of(path, briefing, document)


def _written(
    path: str, content: bytes, document: Document, briefing: Briefing, fingerprint: Fingerprint
) -> bytes:
    written = with_fingerprint(content, document, fingerprint)
    try:
        same = _read(path, written)[1] == briefing.model_copy(update={"fingerprint": fingerprint})
    except ProblemsError:
        same = False
    if not same:
        reason = f"{path} is written in a way that leaves no place for a fingerprint at its end"
        raise RefusedError(reason, forcible=False)
    return written


def _read(path: str, content: bytes) -> tuple[Document, Briefing]:
    document, problems = read_document(path, content)
    if document is None:
        raise ProblemsError(problems)
    briefing = read_record(BRIEFING, document)
    if isinstance(briefing, list):
        raise ProblemsError(briefing)
    return document, briefing


def _missing_quotes(fingerprint: Fingerprint, quotes: list[str]) -> list[str]:
    checker = Checker(fingerprint)
    missing = sum(checker.check(quote).status == "not-verbatim" for quote in quotes)
    if missing * 2 > len(quotes):
        return [f"{missing} of the {len(quotes)} quotes are not in this text: is it the article?"]
    return []
