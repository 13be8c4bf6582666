"""A briefing beside the text of its article: what differs, and how much of it is quoted.

For whoever has the article at hand. A near miss is shown, and never accepted as a match.
"""

from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, Opcodes

from generator.content.library import Entry
from generator.problems import Problem, excerpt
from generator.proof.article import Article, read_article
from generator.proof.fingerprint import BARE_DOTS, LEAST_WORDS, Checker, digest, make_fingerprint
from generator.proof.fragments import in_order
from generator.proof.quotes import Stretch, has_bare_dots, read_stretches, read_ways
from generator.proof.tokens import read_tokens
from generator.proof.verification import REPUBLISHED_SHARE, quoted_words, verbatim_words

QUOTED_SHARE = 0.25
"""The share of an article beyond which quoting it is no longer the least that serves."""
LEAST_LIKENESS = 55.0
"""Percent of likeness below which no passage is near."""
_CONTEXT = 3
_FEW_WORDS = 3
_SHOWN = 400


def compare(entry: Entry, text: str) -> Iterator[Problem]:
    """What a person should know of the briefing, given the text of its article."""
    article = read_article(text)
    yield from _compare_fingerprint(entry, article)
    yield from compare_quotes(entry, text)
    yield from _compare_lengths(entry, article)


def compare_quotes(entry: Entry, text: str) -> Iterator[Problem]:
    """The quotes that are not in the text, or are in doubt, with what it has in their place."""
    article = read_article(text)
    if len(article.tokens.words) < LEAST_WORDS:
        return
    words = [quote for _, quote in verbatim_words(entry.briefing)]
    checker = Checker(make_fingerprint(text, words, taken=entry.briefing.date, taken_from="a file"))
    for way, quote in verbatim_words(entry.briefing):
        verdict = checker.check(quote)
        if verdict.status == "doubtful":
            hint = excerpt(_left_out(article, quote), _SHOWN)
            yield entry.document.problem(way, verdict.reason, hint, warning=True)
        elif verdict.status != "verbatim":
            stretches = read_stretches(quote)
            places = [article.find(one.tokens) for one in stretches]
            missing = [one for one, found in zip(stretches, places, strict=True) if not found]
            reason = _reason(missing, stretches, places) or verdict.reason
            if has_bare_dots(quote) and BARE_DOTS not in reason:
                reason = f"{reason}; {BARE_DOTS}"
            yield entry.document.problem(
                way, f"not in the article: {reason}", _hint(article, missing)
            )


def _reason(
    missing: list[Stretch], stretches: list[Stretch], places: list[list[tuple[int, int]]]
) -> str:
    if missing and len(stretches) > 1:
        return f"these words are not in it: “{' '.join(missing[0].tokens.words)}”"
    if missing:
        return "the words do not stand so in it"
    if stretches and in_order(places) is None:
        return "the parts do not stand in this order in it"
    return ""


def _hint(article: Article, missing: list[Stretch]) -> str:
    if not missing:
        return "[...] leaves words out, in the article's order; [word] stands for a few words of it"
    longest = max((one.tokens.words for one in missing), key=len)
    near = _nearest_passage(article, longest)
    return f"nearest in the article: {near}" if near else "nothing in the article is near"


def _left_out(article: Article, quote: str) -> str:
    """What a quote that stands in the article leaves out of it, or else the words around it."""
    words = article.tokens.words
    for way in read_ways(quote):
        if found := in_order([article.find(one.tokens) for one in way]):
            parts = (words[end:start] for (_, end), (start, _) in pairwise(found))
            if left := " / ".join(" ".join(part) for part in parts if part):
                return f"left out: {left}"
            around = words[max(0, found[0][0] - _CONTEXT) : found[-1][1] + _CONTEXT]
            return f"in the article: {' '.join(around)}"
    return ""


def _nearest_passage(article: Article, wanted: tuple[str, ...]) -> str | None:
    """The stretch of the article nearest to the wanted words, or None.

    What the quote has instead is marked: `[-article-]{+quote+}`.
    """
    words = article.tokens.words
    # Alignment finds where the running words are most alike, to the character; then to the word.
    text = " ".join(words)
    found = fuzz.partial_ratio_alignment(" ".join(wanted), text, score_cutoff=LEAST_LIKENESS)
    if found is None:
        return None
    around = _CONTEXT + len(wanted) // 2  # words that the quote lacks make the passage longer
    start = max(0, text.count(" ", 0, found.dest_start) - around)
    stop = min(len(words), text.count(" ", 0, found.dest_end) + 1 + around)
    codes = Levenshtein.opcodes(words[start:stop], wanted)
    common = sum(code.src_end - code.src_start for code in codes if code.tag == "equal")
    if len(wanted) > _FEW_WORDS and common * 4 < len(wanted):
        return None
    return _marked(codes, words[start:stop], wanted)


def _marked(codes: Opcodes, source: tuple[str, ...], wanted: tuple[str, ...]) -> str:
    """The source's words, those that the quote lacks or has otherwise marked."""
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
    quoted = quoted_words(entry.briefing)
    texts = (text for way, text in entry.document.texts() if way[0] != "fingerprint")
    written = len(read_tokens(" ".join(texts)).words)
    briefing = entry.briefing
    is_told = briefing.fingerprint and not briefing.source.license  # by every check, then
    most = REPUBLISHED_SHARE if is_told else 1
    if length * QUOTED_SHARE < quoted <= length * most:
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
