"""A briefing beside the text of its article: what differs, and how much of it is quoted.

For whoever has the article at hand. A near miss is shown, and never accepted as a match.
"""

from collections.abc import Iterator

from generator.content.document.tree import Mapping, Scalar, Sequence
from generator.content.library import Entry
from generator.problems import Problem
from generator.proof.article import Article, read_article
from generator.proof.fingerprint import Checker, digest, make_fingerprint
from generator.proof.nearest import nearest_passage
from generator.proof.tokens import read_tokens
from generator.proof.verification import verbatim_words

QUOTED_SHARE = 0.25
"""The share of an article beyond which quoting it is no longer the least that serves."""


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
    kept = Checker(fingerprint).places
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
