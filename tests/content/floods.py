"""Files as nasty as their size allows, each made when it is asked for."""

from collections.abc import Callable
from functools import partial

from generator.content.document import MAX_BYTES
from tests.content.cases import BRIEFING, base

SIZE = MAX_BYTES - 1_000
GOOD = base(BRIEFING)


def repeated(unit: bytes, before: bytes = b"", after: bytes = b"", size: int = SIZE) -> bytes:
    """The unit until the file is full, between what comes before and after it."""
    room = size - len(before) - len(after)
    return before + unit * (room // len(unit)) + after


def counted(unit: bytes, times: int, before: bytes = GOOD, after: bytes = b"") -> bytes:
    """The unit with a running number in it, as often as that."""
    return before + b"".join(unit.replace(b"%", b"%d" % n) for n in range(times)) + after


def nested(unit: bytes) -> bytes:
    """The unit on a line of its own, each time indented further."""
    return b"".join(b" " * depth + unit + b"\n" for depth in range(1400))


def laughs() -> bytes:
    """References to references: billions of texts if they were followed."""
    lines = [b"a: &a [x, x, x, x, x, x, x, x, x]"]
    for one, other in zip(b"abcdefgh", b"bcdefghi", strict=True):
        lines.append(b"%c: &%c [%s]" % (other, other, b", ".join([b"*%c" % one] * 9)))
    return b"\n".join(lines)


def each_sign() -> dict[str, Callable[[], bytes]]:
    """A file full of each sign that means something, and one value full of it."""
    floods: dict[str, Callable[[], bytes]] = {}
    for sign in "[]{}-?:,#&*!|>'\"%@`\t\\":
        unit = sign.encode()
        floods[f"{sign!r} and {sign!r}"] = partial(repeated, unit + b" " + unit + b"\n" + unit)
        floods[f"{sign!r} in a value"] = partial(repeated, unit, GOOD + b"assistance: ")
    return floods


FEW = b"  - {text: x, "
CAVEATS = GOOD + b"caveats:\n"
QUOTES = GOOD.partition(b"quotes:")[0] + b"quotes:\n"
IMPLICATIONS = GOOD + b"implications:\n"
ASSESSED = b"text: x, basis: assessed, because: x, "

FLOODS: dict[str, Callable[[], bytes]] = {
    **each_sign(),
    "names within names on a line": partial(repeated, b"a: "),
    "names within names": partial(nested, b"a:"),
    "texts within texts and a slip": lambda: nested(b"a: >") + b'b: "',
    "entries within entries": partial(nested, b"-"),
    "curly brackets within each other": partial(repeated, b"{a: "),
    "pairs of brackets": partial(repeated, b"[],", b"title: [", b"]"),
    "texts in brackets": partial(repeated, b"a,", b"topics: [", b"]\n" + GOOD),
    "texts in brackets and a comment": partial(repeated, b"a,", b"topics: [", b"] #x\n" + GOOD),
    "fields in brackets": partial(counted, b"a%: b,", 80_000, b"topics: {", b"}\n" + GOOD),
    "the same field in brackets": partial(repeated, b"a: b,", b"topics: {", b"}\n" + GOOD),
    "lines in brackets": partial(repeated, b"x,\n", b"topics: [\n"),
    "lines in a quotation": partial(repeated, b"x\n", b'title: "\n'),
    "one word": partial(repeated, b"a"),
    "one long name": partial(repeated, b"a", b"", b": b"),
    "one long name in quotation marks": partial(repeated, b"a", b'"', b'": b'),
    "many long names": partial(counted, b"a%" + b"x" * 990 + b": b\n", 990, b""),
    "the same name": partial(repeated, b"a:\n"),
    "unlike names": partial(counted, b"field%: x\n", 45_000),
    "explicit names": partial(repeated, b"? a\n: b\n"),
    "fields that no quote has": partial(counted, FEW + b"a%: x}\n", 18_000, QUOTES),
    "words of no vocabulary": partial(counted, FEW + b"form: a%}\n", 18_000, QUOTES),
    "empty entries": partial(repeated, b"  -\n", QUOTES, size=300_000),
    "topics that are none": partial(repeated, b"  - A B\n", b"topics:\n", GOOD, size=600_000),
    "entries with a colon": partial(repeated, b"  - One gap: x\n", CAVEATS, size=480_000),
    "references to nothing": partial(
        counted,
        FEW + b"about: b%}\n",
        10_000,
        counted(FEW + b"id: a%}\n", 8_000, QUOTES) + b"caveats:\n",
    ),
    "one id": partial(repeated, FEW + b"id: b}\n", QUOTES, size=380_000),
    "reasons in a chain": partial(
        counted,
        b"  - {id: i%, " + ASSESSED + b"follows_from: [i%x, two-trains]}\n",
        7_000,
        IMPLICATIONS,
    ),
    "reasons in a circle": lambda: (
        IMPLICATIONS
        + b"".join(
            b"  - {id: i%d, %bfollows_from: [i%d]}\n" % (n, ASSESSED, (n + 1) % 7_500)
            for n in range(7_500)
        )
    ),
    "reasons of each other": lambda: (
        IMPLICATIONS
        + b"".join(
            b"  - {id: i%d, %bfollows_from: [%b]}\n"
            % (n, ASSESSED, b", ".join(b"i%d" % m for m in range(280)))
            for n in range(280)
        )
    ),
    "reported with our words": partial(
        repeated, b"  - {text: x, basis: reported, because: x}\n", IMPLICATIONS, size=560_000
    ),
    "speakers": partial(counted, FEW + b"speaker: Ada %}\n", 18_000, QUOTES),
    "related to nothing": partial(counted, b"  - 2031/a%\n", 60_000, GOOD + b"related:\n"),
    "old addresses": partial(repeated, b"  - 2031/a\n", GOOD + b"formerly:\n", size=900_000),
    "anchors": partial(counted, b"  - &a% x\n", 70_000, CAVEATS),
    "laughs": laughs,
    "tags": partial(repeated, b"!!str ", GOOD + b"assistance: "),
    "documents": partial(repeated, b"---\n"),
    "ends of documents": partial(repeated, b"...\n"),
    "directives": partial(repeated, b"%TAG !a! tag:example,2031:\n"),
    "hash lines in a text": partial(repeated, b"  # x\n", GOOD + b"assistance: |\n"),
    "lines of a text": partial(repeated, b"  a\n", GOOD + b"assistance: >\n"),
    "lines of a bare text": partial(repeated, b"  a\n", GOOD + b"assistance: a\n"),
    "words of a bare text": partial(repeated, b"a ", GOOD + b"assistance: "),
    "escapes": partial(repeated, b"\\x01", GOOD + b'assistance: "', b'"\n'),
    "texts with escapes": partial(repeated, b'  - "\\x01"\n', CAVEATS),
    "texts that turn round": partial(repeated, "  - \u202ea\n".encode(), CAVEATS, size=800_000),
    "texts in curly marks and a slip": partial(
        repeated, "  - “a”\n".encode(), CAVEATS, b"x: [\n", size=800_000
    ),
    "curly marks": partial(repeated, "“".encode(), GOOD + b"assistance: "),
    "texts that are cut": partial(repeated, b"  - a #b\n", CAVEATS),
    "a huge comment": partial(repeated, b"x ", GOOD + b"#"),
    "comments": partial(repeated, b"# a\n", GOOD),
    "comments and a slip": partial(repeated, b"# a\n", GOOD, b'x: "\n'),
    "blank lines and a slip": partial(repeated, b"\n", b'title: "a" b', b'x: "'),
    "indented lines and a slip": partial(repeated, b" " * 1000 + b"a\n", b"", b'b: "'),
    "entries and a slip": partial(repeated, b"  - a\n", b"caveats:\n", b'x: "a" b\n', size=500_000),
    "hyphens before a word": partial(repeated, b"- ", b"", b"a"),
    "spaces before a hash": partial(repeated, b" ", b"title: a", b"#b"),
    "no-break spaces": partial(repeated, "\u00a0".encode(), b"", b"a: b"),
    "French colons": partial(repeated, "\u00a0: ".encode()),
    "a backslash at the end": partial(repeated, b"\\", b'title: "'),
    "quotations behind a quotation": partial(repeated, b'"\\"', b'title: "a" '),
    "apostrophes behind a quotation": partial(repeated, b"''", b"title: 'a' "),
    "another encoding at the end": partial(repeated, b"a", GOOD, b"\xff"),
    "Chinese": partial(repeated, "隧".encode(), GOOD + b"assistance: "),
    "emoji": partial(repeated, "🚢".encode(), GOOD + b"assistance: "),
    "a long word of a vocabulary": partial(repeated, b"a", QUOTES + b"  - text: x\n    form: "),
    "a long id": partial(repeated, b"a-", QUOTES + b"  - text: x\n    id: ", b"A\n"),
    "a long date": partial(repeated, b"1", b"date: "),
    "a long address": partial(
        repeated,
        b"a=b&",
        GOOD.replace(b"  title: S", b"  url: https://a.example/?&\n  title: S").partition(b"&")[0],
    ),
    "too large": partial(repeated, b"# a\n", GOOD, size=MAX_BYTES + 10_000),
}

REGISTRIES: dict[str, Callable[[], bytes]] = {
    "people of one word": partial(counted, b"ada%: {name: Ada x%, role: x}\n", 20_000, b""),
    "people of one name": partial(counted, b"ada%: {name: Ada 1}\n", 24_000, b""),
    "aliases of each other": partial(
        counted, b"ada%: {name: Ada%, aliases: [Ada 1, Ada 2, Ada 3]}\n", 14_000, b""
    ),
    "ids that are none": partial(counted, b"Ada %: {name: Ada}\n", 24_000, b""),
    "texts for fields": partial(counted, b"ada%: Ada\n", 50_000, b""),
}
"""Files of topics or people as nasty as their size allows."""
