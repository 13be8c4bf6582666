"""A briefing beside the text of its article: what differs, and how much of it is quoted.

For whoever has the article at hand. A near miss is shown, and never accepted as a match.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from generator.content.document.tree import Mapping, Scalar, Sequence
from generator.content.library import Entry
from generator.problems import Problem
from generator.proof.article import Article, read_article
from generator.proof.fingerprint import Checker, digest, make_fingerprint
from generator.proof.quotes import read_stretches
from generator.proof.tokens import read_tokens
from generator.proof.verification import verbatim_words

QUOTED_SHARE = 0.25
"""The share of an article beyond which quoting it is no longer the least that serves."""

LEAST_LIKENESS = 55.0
"""Percent of likeness below which no passage is near."""
_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What the source has, with what the quote has instead marked: `[-source-]{+quote+}`."""

    passage: str
    likeness: float


def compare(entry: Entry, text: str) -> Iterator[Problem]:
    """What a person should know of the briefing, given the text of its article."""
    article = read_article(text)
    words = [quote for _, quote in verbatim_words(entry.briefing)]
    fresh = make_fingerprint(text, words, taken=entry.briefing.date, taken_from="a file")
    yield from _compare_fingerprint(entry, article)
    checker = Checker(fresh)
    for way, quote in verbatim_words(entry.briefing):
        verdict = checker.check(quote)
        if verdict.status == "not-verbatim":
            near = nearest_passage(article, quote)
            hint = f"nearest in the article: {near.passage}" if near else "nothing is near it"
            yield entry.document.problem(way, f"not in this text: {verdict.reason}", hint)
    yield from _compare_lengths(entry, article)


def _compare_fingerprint(entry: Entry, article: Article) -> Iterator[Problem]:
    fingerprint = entry.briefing.fingerprint
    if fingerprint is None or digest("", " ".join(article.tokens.words)) == fingerprint.text:
        return
    kept = Checker(fingerprint).passages.places
    passages = article.tokens.passages()
    standing = sum(digest(fingerprint.salt, passage) in kept for passage in passages)
    yield entry.document.problem(
        ("fingerprint",),
        f"the fingerprint was made of another text: {standing} of the {len(passages)} passages "
        "of this one are in it",
        f"if this is the article, run: briefings fingerprint {entry.path} ARTICLE",
        warning=standing * 2 > len(passages),
    )


def _compare_lengths(entry: Entry, article: Article) -> Iterator[Problem]:
    length = len(article.tokens.words)
    quoted = sum(len(read_tokens(quote.text).words) for quote in entry.briefing.quotes)
    written = len(read_tokens(" ".join(_texts(entry.document.root))).words)
    if quoted > length * QUOTED_SHARE:
        yield entry.document.problem(
            ("quotes",),
            f"the quotes are {quoted * 100 // length} % of the article",
            "quote the shortest words that bear a point",
            warning=True,
        )
    if written > length:
        yield entry.document.problem(
            ("title",),
            f"the briefing has {written} words, the article {length}",
            "say less: a briefing saves its reader time",
            warning=True,
        )


def _texts(node: Mapping | Sequence | Scalar) -> Iterator[str]:
    """All texts of a briefing but those of its fingerprint."""
    match node:
        case Scalar(value=value):
            yield value
        case Sequence(items=items):
            for item in items:
                yield from _texts(item)
        case Mapping(fields=fields):
            for name, child in fields.items():
                if name != "fingerprint":
                    yield from _texts(child)


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
