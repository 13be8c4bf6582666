"""A fingerprint is taken only of a text that looks like the briefed article, whole.

What is refused can be forced by a person who knows better; nothing is ever guessed.
"""

import datetime
import re

from generator.content.diagnosis import read_record
from generator.content.document import read_document
from generator.content.schema import BRIEFING, Briefing, Fingerprint
from generator.problems import ProblemsError
from generator.proof.fingerprint import Checker, make_fingerprint
from generator.proof.tokens import read_tokens
from generator.proof.verification import verbatim_words
from generator.proof.writing import with_fingerprint

SHORT_WORDS = 60
"""A text of fewer words is more likely a notice about the article than the article."""
_CUT_OFF = re.compile(
    r"(?:subscribe|sign in|log in|register|create an account) to (?:continue|read|keep)|"
    r"continue reading (?:with|by)|this (?:article|content) is for subscribers|"
    r"we (?:value|respect) your privacy|accept (?:all )?cookies|"
    r"(?:enable|turn on) javascript|jetzt (?:weiterlesen|abonnieren)|"
    r"réservé aux abonnés|solo para suscriptores",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile("\ufffd|Ã[\u0080-\u00bf]|â€[\u0098-\u009f™œ\u009d]|Â[\u0080-\u00bf]")


class RefusedError(Exception):
    """The text does not look like the article; the message says why."""


def take_fingerprint(
    briefing: Briefing,
    text: str,
    *,
    taken: datetime.date,
    taken_from: str,
    anyway: bool = False,
) -> Fingerprint:
    """The fingerprint of the article with this text, extended by the briefing's quotes.

    Raises RefusedError where the text looks cut off, wrongly decoded or like another text, unless
    `anyway`; and in any case where it has too few words to be a text.
    """
    words = [quote for _, quote in verbatim_words(briefing)]
    former = briefing.fingerprint
    try:
        fingerprint = make_fingerprint(
            text, words, taken=taken, taken_from=taken_from, salt=former.salt if former else None
        )
    except ValueError as error:
        raise RefusedError(str(error)) from None
    if not anyway and (reason := doubt(text) or _other_article(fingerprint, words)):
        raise RefusedError(reason)
    return fingerprint


def with_taken_fingerprint(
    path: str,
    content: bytes,
    text: str,
    *,
    taken: datetime.date,
    taken_from: str,
    anyway: bool = False,
) -> bytes:
    """The bytes of the briefing's file with the fingerprint of the article with this text.

    `path` is the file's name in problems. Raises ProblemsError where the file is no briefing, and
    RefusedError where the text does not look like its article.
    """
    document, problems = read_document(path, content)
    if document is None:
        raise ProblemsError(problems)
    briefing = read_record(BRIEFING, document)
    if isinstance(briefing, list):
        raise ProblemsError(briefing)
    fingerprint = take_fingerprint(
        briefing, text, taken=taken, taken_from=taken_from, anyway=anyway
    )
    return with_fingerprint(content, document, fingerprint)


def doubt(text: str) -> str:
    """Why the text does not look like a whole article, or nothing."""
    if _MOJIBAKE.search(text):
        return "the text was read in a wrong encoding: it holds characters that stand for none"
    count = len(read_tokens(text).words)
    if count < SHORT_WORDS:
        return f"the text has only {count} words: is it the whole article?"
    if found := _CUT_OFF.search(text):
        return f"the text says “{found[0]}”: it looks cut off, or like a notice before the article"
    return ""


def _other_article(fingerprint: Fingerprint, quotes: list[str]) -> str:
    checker = Checker(fingerprint)
    missing = sum(checker.check(quote).status == "not-verbatim" for quote in quotes)
    if quotes and missing * 2 > len(quotes):
        return f"{missing} of the {len(quotes)} quotes are not in this text: is it the article?"
    return ""
