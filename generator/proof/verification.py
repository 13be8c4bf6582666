"""Every quote of a library against the fingerprint of its source: verdicts and problems.

A content folder comes in; its Library goes out with a Proof, which says of each quote, question and
`said_as` whether it stands word for word in the source, and with the problems of the files and of
the words that do not.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from generator.content.library import Entry, Library
from generator.content.load import Track, load_library
from generator.content.schema import Briefing
from generator.problems import Field, Problem, ProblemsError, has_errors
from generator.proof.fingerprint import Checker, Verdict, why_unusable
from generator.proof.tokens import UNSPACED, read_tokens

Unchecked = Literal["warning", "error"]
"""How bad it is that a briefing has quotes and no fingerprint."""
REPUBLISHED_SHARE = 0.5
"""The share of a source beyond which quoting it is to publish it anew."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
UNCHECKED = Verdict("unchecked", "the briefing has no fingerprint")


class Proof:
    """The verdicts on the words of a library; each briefing's are made when they are asked for."""

    def __init__(self) -> None:
        self._verdicts: dict[str, dict[Field, Verdict]] = {}

    def of(self, entry: Entry) -> Mapping[Field, Verdict]:
        """The verdicts on all verbatim words of a briefing, by the way to the words.

        Empty where the briefing has no fingerprint: see UNCHECKED.
        """
        verdicts = self._verdicts.get(entry.key)
        if verdicts is None:
            verdicts = self._verdicts[entry.key] = dict(_verdicts(entry.briefing))
        return verdicts


class Verified(NamedTuple):
    """What a content folder holds, how far it is proved, and what is wrong with it."""

    library: Library
    proof: Proof
    problems: list[Problem]


def load_verified(
    folder: Path, track: Track = list, *, unchecked: Unchecked = "warning"
) -> Verified:
    """The folder's Library with the verdicts on its quotes, and all problems, sorted by place."""
    library, problems = load_library(folder, track)
    proof = Proof()
    for entry in library.entries:
        problems += check_quotes(entry, proof, unchecked)
    return Verified(library, proof, sorted(problems, key=lambda problem: problem.order))


def require_verified(folder: Path, *, unchecked: Unchecked = "warning") -> Verified:
    """The same.

    Raises ProblemsError, with all problems of the folder, where a file has an error.
    """
    verified = load_verified(folder, unchecked=unchecked)
    if has_errors(verified.problems):
        raise ProblemsError(verified.problems)
    return verified


def verbatim_words(briefing: Briefing) -> Iterator[tuple[Field, str]]:
    """All words that the briefing gives as the source's own, each with the way to it."""
    for place, quote in enumerate(briefing.quotes):
        yield ("quotes", place, "text"), quote.text
        if quote.question:
            yield ("quotes", place, "question"), quote.question
    for place, one in enumerate(briefing.implications):
        if one.said_as:
            yield ("implications", place, "said_as"), one.said_as


def _verdicts(briefing: Briefing) -> Iterator[tuple[Field, Verdict]]:
    if briefing.fingerprint is None:
        return
    checker = Checker(briefing.fingerprint)
    for way, words in verbatim_words(briefing):
        yield way, checker.check(words)


def check_quotes(entry: Entry, proof: Proof, unchecked: Unchecked) -> Iterator[Problem]:
    """The problems of all words that are not in the source, or that nobody has compared with it."""
    fingerprint = entry.briefing.fingerprint
    if fingerprint is None:
        if any(verbatim_words(entry.briefing)):
            yield entry.document.problem(
                ("quotes",) if entry.briefing.quotes else (),
                "no quote is checked yet: the briefing has no fingerprint of its source",
                f"run: briefings fingerprint {entry.path} ARTICLE",
                warning=unchecked != "error",
            )
    elif reason := why_unusable(fingerprint):
        yield entry.document.problem(
            ("fingerprint",), reason, f"run: briefings fingerprint {entry.path} ARTICLE"
        )
    else:
        yield from _failed(entry, proof)
        yield from _republished(entry, fingerprint.words)


def _republished(entry: Entry, length: int) -> Iterator[Problem]:
    """Whether the briefing holds most of a source that nobody has said may be copied."""
    if entry.briefing.source.license:
        return
    # To read all words takes long, and hardly any briefing comes near.
    about = sum(_about_words(words) for _, words in verbatim_words(entry.briefing))
    if about < length * REPUBLISHED_SHARE:
        return
    quoted = quoted_words(entry.briefing)
    if quoted > length * REPUBLISHED_SHARE:
        yield entry.document.problem(
            ("quotes",),
            f"{quoted} of the {length} words of the source stand here: that republishes it",
            "quote the shortest words that bear a point; where the source may be copied, say so: "
            "source.license",
            warning=True,
        )


def quoted_words(briefing: Briefing) -> int:
    """How many words of the source the briefing holds; those of a quote within another once."""
    texts = {" ".join(read_tokens(words).words) for _, words in verbatim_words(briefing)}
    longest_first = sorted(texts, key=len, reverse=True)
    return sum(
        len(text.split())
        for place, text in enumerate(longest_first)
        if not any(f" {text} " in f" {longer} " for longer in longest_first[:place])
    )


def _about_words(text: str) -> int:
    """No fewer than there are, but for words that a sign parts: each may be two."""
    return 2 * (text.count(" ") + 1) + (0 if text.isascii() else len(_UNSPACED.findall(text)))


def _failed(entry: Entry, proof: Proof) -> Iterator[Problem]:
    for way, verdict in proof.of(entry).items():
        if verdict.status == "doubtful":
            yield entry.document.problem(way, verdict.reason, _DOUBTFUL_HINT, warning=True)
        elif verdict.status != "verbatim":
            yield entry.document.problem(
                way,
                f"not word for word in the source: {verdict.reason}",
                f"see what the source has: briefings check {entry.path} --article ARTICLE\n"
                f"where it has them, as when a quote was cut shorter, run: "
                f"briefings fingerprint {entry.path} ARTICLE",
            )


_DOUBTFUL_HINT = "look at the source: what is left out may change what the words say"
