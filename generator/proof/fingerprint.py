"""A fingerprint of an article's text, and whether it holds a quote.

An article never enters the repository. Its fingerprint holds the digests of its passages, in
order: SHA-256 of a random salt and the passage's tokens (see `tokens`), cut to 72 bits. A quote of
whole sentences can be checked against it by anybody, offline, years later. For a quote that begins
or ends inside a sentence the digest of the stretch itself is kept, a fragment, taken while the
article was at hand, with the place of its first word and what the elision before it leaves out.

What it shows: whoever made it had a text with these words, in this order. It does not show that the
text was the true article; that can be checked by whoever has the article, or a fetch of it.
What it gives away: a passage can only be guessed whole, so no more than that some short, guessable
phrase occurs. Overlapping windows of words would give the article away: a known quote could be
grown word by word, some 50,000 guesses a step.
"""

import base64
import datetime
import hashlib
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from generator.content.schema import Fingerprint
from generator.proof.article import Article, read_article
from generator.proof.quotes import Stretch, forbidden_insertion, read_stretches
from generator.proof.tokens import Tokens, has_negation, has_number, read_tokens

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

_CONJUNCTIONS = frozenset({"and", "or", "nor", "und", "oder", "noch", "et", "ou", "ni", "y", "o"})
_DOUBLE_MARKS = frozenset('"“”„«»「」『』')
_ALL_MARKS = _DOUBLE_MARKS | frozenset("'‘’‹›")

Status = Literal["verbatim", "doubtful", "not-verbatim", "unchecked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a quote stands in a source, and what a person should know about it."""

    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of a quote: its digest, the place of its first word, the gap before it."""

    digest: str
    place: int
    skips: int | None = None
    negation: bool = False
    number: bool = False
    over_mark: bool = False

    def __str__(self) -> str:
        """`digest place [skips N [negation] [number]] [over-mark]`, as it stands in the file."""
        words = [self.digest, str(self.place)]
        if self.skips is not None:
            words += ["skips", str(self.skips)]
        words += [
            name
            for name, holds in (
                ("negation", self.negation),
                ("number", self.number),
                ("over-mark", self.over_mark),
            )
            if holds
        ]
        return " ".join(words)

    @classmethod
    def read(cls, text: str) -> "Fragment":
        """The fragment that a line of the file holds; the schema has checked its form."""
        digest, place, *more = text.split()
        skips = int(more[1]) if more[:1] == ["skips"] else None
        return cls(
            digest, int(place), skips, "negation" in more, "number" in more, "over-mark" in more
        )


def digest(salt: str, words: str) -> str:
    """The digest of tokens joined by single spaces: SHA-256 of salt and words, cut to 72 bits."""
    hashed = hashlib.sha256((salt + words).encode()).digest()[: DIGEST_LENGTH * 6 // 8]
    return base64.urlsafe_b64encode(hashed).decode()


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
    for quote in quotes:
        for fragment in _fragments(article, set(passages), quote, salt):
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


def is_whole(fingerprint: Fingerprint) -> bool:
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


def _fragments(article: Article, passages: set[str], quote: str, salt: str) -> Iterable[Fragment]:
    """What must be kept so that the quote can be checked without the article."""
    for stretches in _readings(quote):
        places = _in_order([article.find(one.tokens) for one in stretches])
        if places is None:
            continue
        if len(stretches) == 1 and all(
            digest(salt, passage) in passages for passage in stretches[0].tokens.passages()
        ):
            return
        before: tuple[int, int] | None = None
        for stretch, (start, stop) in zip(stretches, places, strict=True):
            left_out = article.tokens.words[before[1] : start] if before else ()
            yield Fragment(
                digest(salt, " ".join(stretch.tokens.words)),
                start,
                len(left_out) if before else None,
                has_negation(left_out) and not (before and _is_governed(article.tokens, *before)),
                has_number(left_out),
                _runs_over_mark(article, stretch.tokens, start, stop),
            )
            before = (start, stop)
        return


def _readings(quote: str) -> list[list[Stretch]]:
    """The quote as it stands, with the brackets the source's own; then parted at its marks."""
    whole = read_tokens(quote)
    readings = [[Stretch(whole, "start")]] if whole.words else []
    parted = read_stretches(quote)
    if parted and [one.tokens.words for one in parted] != [whole.words]:
        readings.append(parted)
    return readings


def _in_order(found: list[list[tuple[int, int]]]) -> list[tuple[int, int]] | None:
    """One place for each stretch, each behind the one before, with the shortest leaps."""
    best: list[tuple[int, int]] | None = None
    for last in found[-1] if found else ():
        places = [last]
        for earlier in reversed(found[:-1]):
            before = [place for place in earlier if place[1] <= places[0][0]]
            if not before:
                break
            places.insert(0, max(before))
        else:
            if best is None or places[-1][1] - places[0][0] < best[-1][1] - best[0][0]:
                best = places
    return best


def _is_governed(tokens: Tokens, start: int, end: int) -> bool:
    """Whether what is left out from `end` on only repeats a negation that is kept.

    As in `not a [, not b,] and not c`: the stretch from `start` on negates within the sentence, and
    a comma or a conjunction goes on.
    """
    sentence = end - 1
    while sentence > start and not tokens.is_cut(sentence):
        sentence -= 1
    goes_on = "," in tokens.gaps[end] or tokens.words[end] in _CONJUNCTIONS
    return goes_on and has_negation(tokens.words[sentence:end])


def _runs_over_mark(article: Article, stretch: Tokens, start: int, stop: int) -> bool:
    """Whether the source opens or closes a quotation in the stretch where the quote does not."""
    within = _DOUBLE_MARKS.intersection("".join(article.tokens.gaps[start + 1 : stop]))
    return bool(within) and not _ALL_MARKS.intersection("".join(stretch.gaps))


class Checker:
    """Checks quotes against one fingerprint."""

    def __init__(self, fingerprint: Fingerprint) -> None:
        self.fingerprint = fingerprint
        self.places: dict[str, list[int]] = defaultdict(list)
        digests = fingerprint.passages
        for place in range(len(digests) // DIGEST_LENGTH):
            start = place * DIGEST_LENGTH
            self.places[digests[start : start + DIGEST_LENGTH]].append(place)
        self.fragments: dict[str, list[Fragment]] = defaultdict(list)
        for line in fingerprint.fragments:
            fragment = Fragment.read(line)
            self.fragments[fragment.digest].append(fragment)

    def check(self, quote: str) -> Verdict:
        """Whether the quote stands in the text that the fingerprint was made of."""
        if self.fingerprint.rules != RULES or not is_whole(self.fingerprint):
            return Verdict("unchecked", "the fingerprint is damaged or of another version")
        if self.fingerprint.words < LEAST_WORDS:
            return Verdict("unchecked", "the fingerprint was made of too short a text")
        readings = _readings(quote)
        if not readings:
            return Verdict("unchecked", "the quote has no words")
        verdicts = [self._check_reading(stretches) for stretches in readings]
        order: list[Status] = ["verbatim", "doubtful", "not-verbatim"]
        return min(reversed(verdicts), key=lambda verdict: order.index(verdict.status))

    def _check_reading(self, stretches: list[Stretch]) -> Verdict:
        for stretch in stretches:
            if reason := forbidden_insertion(stretch.inserted):
                return Verdict("not-verbatim", reason)
        fragments = [
            self.fragments.get(self._digest(" ".join(one.tokens.words)), []) for one in stretches
        ]
        by_fragment = self._by_fragments(stretches, fragments)
        if by_fragment:
            return by_fragment
        passages = [self._passages(one.tokens) for one in stretches]
        if places := _in_order(passages):
            return _passage_verdict(stretches, places)
        missing = [
            " ".join(one.tokens.words)
            for one, found, whole in zip(stretches, fragments, passages, strict=True)
            if not found and not whole
        ]
        if missing and len(stretches) > 1:
            return Verdict("not-verbatim", f"these words are not in the source: “{missing[0]}”")
        if missing:
            return Verdict("not-verbatim", "these words do not stand so in the source")
        return Verdict("not-verbatim", "the parts do not stand in this order in the source")

    def _digest(self, words: str) -> str:
        return digest(self.fingerprint.salt, words)

    def _passages(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Where the stretch's passages stand one after another in the source."""
        wanted = [self._digest(passage) for passage in tokens.passages()]
        places = self.places
        return [
            (start, start + len(wanted))
            for start in places.get(wanted[0], ())
            if all(start + n in places.get(one, ()) for n, one in enumerate(wanted))
        ]

    def _by_fragments(
        self, stretches: list[Stretch], fragments: list[list[Fragment]]
    ) -> Verdict | None:
        spans = [
            [(one.place, one.place + len(stretch.tokens.words)) for one in found]
            for stretch, found in zip(stretches, fragments, strict=True)
        ]
        places = _in_order(spans)
        if places is None:
            return None
        chosen = [
            [one for one in found if one.place == start]
            for found, (start, _) in zip(fragments, places, strict=True)
        ]
        for stretch, found in zip(stretches, chosen, strict=True):
            gap = min((one for one in found), key=lambda one: (one.skips is None, one.skips or 0))
            verdict = _joint_verdict(stretch, gap)
            if verdict.status != "verbatim":
                return verdict
        return Verdict("verbatim")


def _joint_verdict(stretch: Stretch, fragment: Fragment) -> Verdict:
    """Whether the gap before the stretch is one that an elision or insertion may leave."""
    if stretch.joint != "start":
        if fragment.skips is None:
            return Verdict("doubtful", "nobody has looked at what the [...] leaves out")
        if stretch.joint == "insertion":
            if fragment.skips > INSERTED_WORDS:
                return Verdict("not-verbatim", f"[ ] stands for {fragment.skips} words: use [...]")
            if fragment.negation or fragment.number:
                return Verdict("not-verbatim", "[ ] stands for a number or a negation")
        if fragment.negation:
            return Verdict("doubtful", "the [...] leaves out a negation")
        if fragment.skips > FAR_WORDS:
            return Verdict("doubtful", f"the [...] leaves out {fragment.skips} words")
    if fragment.over_mark:
        return Verdict("doubtful", "the quote runs over a quotation mark of the source")
    return Verdict("verbatim")


def _passage_verdict(stretches: list[Stretch], places: list[tuple[int, int]]) -> Verdict:
    for stretch, before, here in zip(stretches[1:], places, places[1:], strict=False):
        skipped = here[0] - before[1]
        if stretch.joint == "insertion" and skipped:
            return Verdict("not-verbatim", "[ ] stands for whole sentences: use [...]")
        if skipped > FAR_PASSAGES:
            return Verdict("doubtful", "the parts stand far apart in the source")
    return Verdict("verbatim")
