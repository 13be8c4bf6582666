"""The normal form in which a quote and its source are compared: text in, tokens and cuts out.

What folds together, and nothing else does (an implementation in another language must do the same;
`tests/data/fingerprint-vectors.json` has vectors for it):

1. CR LF and CR become LF. A run of superscript digits (U+2070, U+00B9, U+00B2, U+00B3, U+2074 to
   U+2079) becomes `^` and the plain digits.
2. NFKC, lower case (simple lower-casing with Unicode's final-sigma rule, not case folding), NFKC.
3. Dropped: U+00AD, U+034F, U+061C, U+180E, U+200B to U+200F, U+202A to U+202E, U+2060 to U+2069,
   U+FE00 to U+FE0F, U+FEFF.
4. Apostrophes and single quotation marks U+2018, U+2019, U+201B, U+02BB, U+02BC, U+2032, U+0060
   become `'`; dashes and minus signs U+2010 to U+2015, U+2212, U+2E3A, U+2E3B become `-`; the
   fraction slash U+2044 becomes `/`; the final sigma U+03C2 becomes U+03C3.

A token is the first of these that fits:

- a number: decimal digits (Nd), with single `. , / : -` (and U+066B, U+066C) between them;
- one character of a script without spaces: Han (U+2E80-2FDF, 3005, 3007, 3021-3029, 3400-4DBF,
  4E00-9FFF, F900-FAFF, 20000-3FFFF), Hiragana (3041-309F), Katakana (30A1-30FA, 30FC-30FF,
  31F0-31FF), Thai (0E01-0E3A, 0E40-0E5B);
- a word: letters, marks and numbers (L, M, N) of other scripts, with apostrophes inside;
- a character that carries meaning: currency and mathematical signs (Sc, Sm), `% ‰ ° § # & @ / ^`;
- a sign: `-` directly before a digit (a currency sign or a full stop may stand between) and not
  behind a letter, mark, number or another `-`.

All else is gap: punctuation and white space, which do not count. Gaps decide on the cuts.
"""

import unicodedata
from dataclasses import dataclass

import regex

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT_RUN = regex.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_FOLDED = str.maketrans(
    dict.fromkeys("‘’‛ʻʼ′`", "'")
    | dict.fromkeys("‐‑‒–—―−⸺⸻", "-")
    | {"⁄": "/", "ς": "σ"}
    | dict.fromkeys(
        map(
            chr,
            (
                0xAD,
                0x34F,
                0x61C,
                0x180E,
                *range(0x200B, 0x2010),
                *range(0x202A, 0x202F),
                *range(0x2060, 0x206A),
                *range(0xFE00, 0xFE10),
                0xFEFF,
            ),
        )
    )
)
_UNSPACED = (
    r"\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u0e01-\u0e3a\u0e40-\u0e5b"
)
_WORD = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]"
_TOKEN = regex.compile(
    r"(?P<number>\p{Nd}+(?:[.,/:\-\u066b\u066c]\p{Nd}+)*)"
    rf"|[{_UNSPACED}]"
    rf"|{_WORD}+(?:'{_WORD}+)*"
    r"|[\p{Sc}\p{Sm}%‰°§#&@/^]"
    r"|(?<![\p{L}\p{M}\p{N}\-])-(?=[.\p{Sc}]?\p{Nd})",
    regex.V1,
)
_OUT_OF_ACCOUNT = regex.compile(r"[\s\-'‚‹›]+|\.(?:\s*\.)+")
_CUT = regex.compile(r"[.!?。｡؟۔।॥]|[\"“”„‟«»「」『』〝〞〟❝❞]")
_BLANK_LINE = regex.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in its normal form: its tokens, and the gap before each and behind the last."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    has_blank_lines: bool

    def is_cut(self, place: int) -> bool:
        """Whether the gap before the token at this place ends a passage; so do both ends."""
        if place in {0, len(self.words)}:
            return True
        gap = self.gaps[place]
        if "\n" in gap and (not self.has_blank_lines or _BLANK_LINE.search(gap)):
            return True
        return bool(_CUT.search(_OUT_OF_ACCOUNT.sub("", gap)))

    def passages(self) -> list[str]:
        """The tokens between two cuts, joined by single spaces, in order."""
        passages: list[list[str]] = []
        for place, word in enumerate(self.words):
            if self.is_cut(place):
                passages.append([])
            passages[-1].append(word)
        return [" ".join(passage) for passage in passages]


def read_tokens(text: str) -> Tokens:
    """The normal form of the text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SUPERSCRIPT_RUN.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPTS), text)
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    text = text.translate(_FOLDED)
    words, gaps, end = [], [], 0
    for match in _TOKEN.finditer(text):
        words.append(match[0])
        gaps.append(text[end : match.start()])
        end = match.end()
    return Tokens(tuple(words), (*gaps, text[end:]), bool(_BLANK_LINE.search(text)))


_NEGATION_WORDS = (
    # English, German, French, Spanish, Italian, Portuguese, Dutch
    "not no never none nor neither nobody nothing nowhere without cannot hardly "
    "nicht nichts kein keine keinen keinem keiner keines nie niemals niemand ohne weder noch "
    "ne pas jamais aucun aucune rien sans ni non "
    "nunca jamás ningún ninguna ninguno nadie nada sin tampoco "
    "mai nessun nessuno nessuna niente nulla senza né "
    "não nenhum nenhuma ninguém sem "
    "niet geen nooit niemand niets zonder "
    # Russian, Greek, Arabic, Hebrew, Korean
    "не ни нет никогда никто ничего без нельзя "
    "δεν δε μην όχι ποτέ κανένας τίποτα χωρίς ούτε "
    "لا لم لن ليس ليست غير دون "
    "לא אין אל בלי ללא "
    "안 못"
)
_NEGATIONS = frozenset(_NEGATION_WORDS.split())
_NEGATION_WITHIN = regex.compile(
    r"n't\b|\bn'|不|没|沒|無|无|未|非|别|別|勿|な い|な く|な か|ま せ ん|ず|않|없|아니|ไ ม ่|ม ิ"
)


def has_negation(words: tuple[str, ...]) -> bool:
    """Whether one of the tokens negates: by a list of words of the languages that are checked."""
    return not _NEGATIONS.isdisjoint(words) or bool(_NEGATION_WITHIN.search(" ".join(words)))


def has_number(words: tuple[str, ...]) -> bool:
    """Whether one of the tokens holds a digit."""
    return any(character.isdigit() for word in words for character in word)
