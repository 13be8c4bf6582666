"""A fingerprint of an article's text, and whether it holds a quote.

An article never enters the repository. Its fingerprint holds the digests of its passages, in
order: SHA-256 of a random salt and the passage's tokens (see `tokens`), cut to 72 bits. A quote of
whole sentences can be checked against it by anybody, offline, years later. For a quote that begins
or ends inside a sentence the digest of the stretch itself is kept, a fragment, taken while the
article was at hand, with the place of its first word and what the elision before it leaves out.

What it shows: whoever made it had a text with these words, in this order. It does not show that the
text was the true article, nor that somebody said the words, nor in what tone; whoever has the
article, or a fetch of it, can compare it (`check --article`, `audit`).

What it gives away: the number and order of the passages, which of them are equal, and whether a
text that somebody guesses whole is one of them: short, guessable phrases, and quotes in the file.
Overlapping windows of words would give the article away: a known quote could be grown word by
word, some 50,000 guesses a step. Measured by `python -m tests.guard` on thirteen articles of 67 to
20,131 words: of the words, 93 % (median; 80 to 99 %) stand in passages of eight words or more; the
median passage has 13. In 4.2 million tries, with all words of the articles, none of 388 quotes of
six words grew. A quote that stops one word before its passage's end can be completed by that word,
and then no further; 102 words of 39,770 stand alone in their passage and can be guessed. A
fingerprint takes 1,063 bytes for 1,000 words (median), and 30 for each fragment of a quote.
"""

import base64
import datetime
import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from generator.content.schema import Fingerprint
from generator.proof.article import Article, read_article
from generator.proof.fragments import (
    Fragment,
    ends_in_number,
    find_chain,
    has_marks,
    in_order,
    leaves_quotation,
    left_out,
    runs_over_mark,
)
from generator.proof.quotes import Stretch, forbidden_insertion, has_bare_dots, read_ways
from generator.proof.tokens import Tokens

RULES = 1
"""The version of the normal form, the cuts and the digests."""
DIGEST_LENGTH = 12
"""base64url characters of a digest: 72 bits."""
LEAST_WORDS = 8
"""A text of fewer words is no article."""
FAR_WORDS = 100
"""An elision of more words leaps far."""
FAR_PASSAGES = 6
"""The same in passages, where the words between are not known."""
INSERTED_WORDS = 4
"""An insertion stands for at most so many words of the source."""

BARE_DOTS = "bare dots are the source's own, only [...] leaves words out"
"""What a person should know whose quote has dots and does not stand in the source."""

Status = Literal["verbatim", "doubtful", "not-verbatim", "unchecked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a quote stands in a source, and what a person should know about it."""

    status: Status
    reason: str = ""


_VERBATIM = Verdict("verbatim")
_WORDLESS = Verdict("unchecked", "the quote has no words")


def digest(salt: str, words: str) -> str:
    """The digest of tokens joined by single spaces: SHA-256 of salt and words, cut to 72 bits."""
    hashed = hashlib.sha256((salt + words).encode()).digest()[: DIGEST_LENGTH * 6 // 8]
    return base64.urlsafe_b64encode(hashed).decode()


def text_digest(text: str) -> str:
    """The digest of the whole text in its normal form, by which two fingerprints are of one."""
    return digest("", " ".join(read_article(text).tokens.words))


def make_fingerprint(
    text: str,
    quotes: Iterable[str],
    *,
    taken: datetime.date,
    taken_from: str,
    salt: str | None = None,
) -> Fingerprint:
    """The fingerprint of the article with this text, and of the quotes that stand in it.

    A new random salt is taken where none is given; an extended fingerprint keeps its own.
    Raises ValueError for a text of too few words to be an article.
    """
    article = read_article(text)
    words = article.tokens.words
    if len(words) < LEAST_WORDS:
        raise ValueError(f"a text of {len(words)} words is no article")
    salt = salt or secrets.token_urlsafe(12)
    passages = [digest(salt, passage) for passage in article.tokens.passages()]
    fragments: dict[str, None] = {}
    whole = Passages("".join(passages))
    for quote in quotes:
        for fragment in _fragments(article, whole, quote, salt):
            fragments[str(fragment)] = None
    unsealed = Fingerprint.model_construct(
        rules=RULES,
        text=digest("", " ".join(words)),
        words=len(words),
        taken=taken,
        taken_from=taken_from,
        salt=salt,
        passages="".join(passages),
        fragments=tuple(fragments),
        seal="",
        audited=None,
    )
    return unsealed.model_copy(update={"seal": _seal(unsealed)})


def _is_whole(fingerprint: Fingerprint) -> bool:
    """Whether the fingerprint is as the tool wrote it: not cut off, not edited."""
    return fingerprint.seal == _seal(fingerprint) and len(fingerprint.passages) % DIGEST_LENGTH == 0


def _seal(fingerprint: Fingerprint) -> str:
    """A digest of all that a fingerprint says of its text."""
    lines = (
        str(fingerprint.rules),
        fingerprint.text,
        str(fingerprint.words),
        fingerprint.taken.isoformat(),
        fingerprint.taken_from,
        fingerprint.salt,
        fingerprint.passages,
        *fingerprint.fragments,
    )
    return digest("", "\n".join(lines))


def _fragments(article: Article, whole: "Passages", quote: str, salt: str) -> Iterable[Fragment]:
    """What must be kept so that the quote can be checked without the article."""
    for stretches in read_ways(quote):
        places = in_order([article.find(one.tokens) for one in stretches])
        if places is None:
            continue
        is_over_mark = [runs_over_mark(article.tokens, *place) for place in places]
        if len(stretches) == 1 and not any(is_over_mark) and whole.find(stretches[0].tokens, salt):
            return
        end = None
        for number, (stretch, (start, stop)) in enumerate(zip(stretches, places, strict=True)):
            yield Fragment(
                digest(salt, " ".join(stretch.tokens.words)),
                start,
                None if end is None else start - end,
                *left_out(article.tokens, places[:number], start),
                is_over_mark[number]
                or (end is not None and leaves_quotation(article.tokens, end, start)),
                ends_in_number(article.tokens, start, stop),
                number < len(stretches) - 1,
            )
            end = start + len(stretch.tokens.words)
        return


def split_digests(digests: str) -> list[str]:
    """The digests that are written here one behind the other."""
    return [
        digests[start : start + DIGEST_LENGTH] for start in range(0, len(digests), DIGEST_LENGTH)
    ]


class Passages:
    """The digests of a text's passages, in order."""

    def __init__(self, digests: str) -> None:
        self._digests = digests

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each digest stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(split_digests(self._digests)):
            places[one].append(place)
        return places

    def find(self, wanted: Tokens, salt: str) -> list[tuple[int, int]]:
        """From which passage to behind which the wanted ones stand one after another."""
        run = "".join(digest(salt, passage) for passage in wanted.passages())
        found, at = [], -1
        while (at := self._digests.find(run, at + 1)) >= 0:
            if at % DIGEST_LENGTH == 0:  # the parts of two digests may look like one
                found.append((at // DIGEST_LENGTH, (at + len(run)) // DIGEST_LENGTH))
        return found


class Checker:
    """Checks quotes against one fingerprint."""

    def __init__(self, fingerprint: Fingerprint) -> None:
        self.salt = fingerprint.salt
        self.passages = Passages(fingerprint.passages)
        self.unusable = why_unusable(fingerprint)
        """Why nothing can be checked against it, or nothing."""
        self.fragments: dict[str, list[Fragment]] = defaultdict(list)
        for line in fingerprint.fragments:
            fragment = Fragment.read(line)
            self.fragments[fragment.digest].append(fragment)

    def check(self, quote: str) -> Verdict:
        """Whether the quote stands in the text that the fingerprint was made of."""
        if self.unusable:
            return Verdict("unchecked", self.unusable)
        best = _WORDLESS
        for stretches in read_ways(quote):
            verdict = self._check_way(stretches)
            if verdict.status == "verbatim":
                return verdict
            if verdict.status == "doubtful" or best.status != "doubtful":
                best = verdict
        if best.status == "not-verbatim" and has_bare_dots(quote):
            return Verdict("not-verbatim", f"{best.reason}; {BARE_DOTS}")
        return best

    def _check_way(self, stretches: list[Stretch]) -> Verdict:
        for stretch in stretches:
            if stretch.inserted and (reason := forbidden_insertion(stretch.inserted)):
                return Verdict("not-verbatim", reason)
        fragments: list[Sequence[Fragment]] = [
            self.fragments.get(digest(self.salt, " ".join(one.tokens.words)), ())
            for one in stretches
        ]
        chain = find_chain([len(one.tokens.words) for one in stretches], fragments)
        if chain:
            return _chain_verdict(stretches, chain)
        passages = [self.passages.find(one.tokens, self.salt) for one in stretches]
        if places := in_order(passages):
            return _passages_verdict(stretches, places)
        missing = [
            " ".join(one.tokens.words)
            for one, found, whole in zip(stretches, fragments, passages, strict=True)
            if not found and not whole
        ]
        if in_order([_spans(*pair) for pair in zip(stretches, fragments, strict=True)]):
            what = "these parts as one quote" if len(stretches) > 1 else "these words as a quote"
            return Verdict("not-verbatim", f"nobody has looked at {what}")
        if missing and len(stretches) > 1:
            return Verdict(
                "not-verbatim", f"the fingerprint does not hold these words: “{missing[0]}”"
            )
        if missing:
            return Verdict(
                "not-verbatim", "the fingerprint does not hold these words in this order"
            )
        return Verdict("not-verbatim", "the parts do not stand in this order in the source")


def why_unusable(fingerprint: Fingerprint) -> str:
    """Why nothing can be checked against the fingerprint, or nothing."""
    if fingerprint.rules != RULES:
        return "the fingerprint was made by another version of the rules"
    if not _is_whole(fingerprint):
        return "the fingerprint is damaged: it is not as the tool wrote it"
    if fingerprint.words < LEAST_WORDS:
        return f"the fingerprint was made of a text of {fingerprint.words} words, which is none"
    return ""


def _spans(stretch: Stretch, found: Iterable[Fragment]) -> list[tuple[int, int]]:
    return [(one.place, one.place + len(stretch.tokens.words)) for one in found]


def _chain_verdict(stretches: list[Stretch], chain: list[Fragment]) -> Verdict:
    verdict = _VERBATIM
    for stretch, fragment in zip(stretches, chain, strict=True):
        one = _joint_verdict(stretch, fragment)
        if one.status == "not-verbatim":
            return one
        if one.status == "verbatim":
            one = _words_verdict(stretch, fragment)
        if verdict.status == "verbatim":
            verdict = one
    return verdict


def _joint_verdict(stretch: Stretch, fragment: Fragment) -> Verdict:
    """Whether what stands before the fragment may be left out before the stretch."""
    skipped = fragment.skips
    if not skipped:
        return _VERBATIM
    if stretch.joint == "insertion":
        if skipped > (INSERTED_WORDS if stretch.stands_for_words else 0):
            return Verdict("not-verbatim", f"[ ] stands for {_count(skipped)}: use [...]")
        if fragment.negation or fragment.number:
            return Verdict("not-verbatim", "[ ] stands for a number or a negation")
    if fragment.negation:
        return Verdict("doubtful", "the [...] leaves out a negation")
    if skipped > FAR_WORDS:
        return Verdict("doubtful", f"the [...] leaves out {_count(skipped)}")
    return _VERBATIM


def _words_verdict(stretch: Stretch, fragment: Fragment) -> Verdict:
    """Whether the words of the fragment say alone what they say in the source."""
    if fragment.in_number:
        return Verdict("doubtful", "the quote may begin or end within a number: quote that whole")
    if fragment.over_mark and not has_marks(stretch.tokens):
        return Verdict("doubtful", "the quote runs over a quotation mark of the source")
    return _VERBATIM


def _count(words: int) -> str:
    return f"{words} word{'' if words == 1 else 's'}"


def _passages_verdict(stretches: list[Stretch], places: list[tuple[int, int]]) -> Verdict:
    """The same for stretches of whole passages, where the words left out are not known."""
    verdict = _VERBATIM
    for stretch, before, here in zip(stretches[1:], places, places[1:], strict=False):
        skipped = here[0] - before[1]
        if stretch.joint == "insertion" and skipped:
            return Verdict("not-verbatim", "[ ] stands for whole sentences: use [...]")
        if skipped > FAR_PASSAGES:
            verdict = Verdict("doubtful", "the parts stand far apart in the source")
        elif skipped and verdict.status == "verbatim":
            verdict = Verdict("doubtful", "nobody has looked at what the [...] leaves out")
    return verdict
