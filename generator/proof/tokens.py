"""The normal form in which a quote and its source are compared: text in, tokens and cuts out.

What folds together, and nothing else does (an implementation in another language must do the same;
`tests/data/fingerprint-vectors.json` has vectors for it):

1. Lines: CR LF, CR, U+0085 and U+2028 become LF, U+2029 two LF. A soft hyphen (U+00AD) at a line
   end goes with the line end and the white space around it: it parts one word.
2. Dropped, as nobody sees them: U+00AD, U+034F, U+061C, U+0640 (which stretches Arabic words),
   U+115F, U+1160, U+17B4, U+17B5, U+180B to U+180F, U+200B to U+200F, U+202A to U+202E, U+2060 to
   U+206F, U+3164, U+FE00 to U+FE0F, U+FEFF, U+FFA0, U+1BCA0 to U+1BCA3, U+1D173 to U+1D17A,
   U+E0000 to U+E0FFF.
3. A run of superscript digits (U+2070, U+00B9, U+00B2, U+00B3, U+2074 to U+2079), with U+207A or
   U+207B before it, becomes `^` and the plain sign and digits. Other numerals that NFKC writes with
   digits (fractions, subscripts, circled numbers: `_NUMERAL`) are parted by a space from a digit or
   numeral beside them, subscripts from each other not: 2½ is 2 1/2, not 21/2.
4. NFKC, lower case (`str.lower`, `toLowerCase`; not case folding), NFKC. Characters that are not in
   Unicode 14, or stand beyond U+FFFF (see `_LATE`), are left out of this, as versions differ on
   them.
5. Apostrophes and single quotation marks U+00B4, U+05F3, U+1FBD, U+1FBF, U+2018, U+2019, U+201B,
   U+02BB, U+02BC, U+2032, U+0060 become `'` (the first four before step 4), U+05F4 `"`; dashes and
   minus signs U+05BE, U+2010 to U+2015, U+2212, U+2E3A, U+2E3B become `-`; U+301C `~`; U+2044 `/`;
   U+066A `%`; U+22EF three full stops; the final sigma U+03C2 becomes U+03C3.

A token is the first of these that fits:

- a number: decimal digits (Nd), with single `. , / : -` (and U+066B, U+066C) between them, and one
  `.` before them at the start, or behind white space, `(`, `-` or a sign (Sc, Sm);
- one character of a script without spaces: Han (U+2E80-2FDF, 3005, 3007, 3021-3029, 3400-4DBF,
  4E00-9FFF, F900-FAFF, 20000-3FFFF), Hiragana (3041-309F), Katakana (30A1-30FA, 30FC-30FF,
  31F0-31FF), Thai (0E01-0E3A, 0E40-0E5B); and one character of `_LATE`;
- a word: letters, marks and numbers (L, M, N) of other scripts, with apostrophes inside;
- a character that carries meaning: currency and mathematical signs (Sc, Sm), `% ‰ ‱ ° § # & @ / ^`;
- a sign: `-` directly before a digit (a currency or mathematical sign or a full stop may stand
  between, two at most) and not behind another `-`, a letter, mark or number (but those of `_LATE`
  and beyond U+1FFFF).

All else is gap: punctuation and white space, which do not count. Gaps decide on the cuts.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import regex

_INVISIBLE = (
    *(0xAD, 0x34F, 0x61C, 0x640, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE1000),
)
_TO_NOTHING = dict.fromkeys(_INVISIBLE)
_FIRST = _TO_NOTHING | str.maketrans(dict.fromkeys("´׳᾽᾿", "'"))
_LAST = str.maketrans(
    dict.fromkeys("‘’‛ʻʼ′`", "'")
    | dict.fromkeys("־‐‑‒–—―−⸺⸻", "-")
    | {"״": '"', "〜": "~", "⁄": "/", "٪": "%", "⋯": "...", "ς": "σ"}
)
_REPLACED_LAST = re.compile(f"[{''.join(map(chr, _LAST))}]+")
_LINE_END = regex.compile(r"\r\n|[\r\x85\u2028]")
_PARTED_WORD = regex.compile(
    r"\xad[[\p{White_Space}]--[\n]]*\n[[\p{White_Space}]--[\n]]*", regex.V1
)
_SUPERSCRIPTS = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_SUPERSCRIPT_RUN = regex.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_NUMERAL = (
    r"\xbc-\xbe\u2080-\u2089\u2150-\u215f\u2189\u2460-\u249b\u24ea\u3251-\u325f\u32b1-\u32cb"
    r"\u3358-\u3370\u33e0-\u33fe\U0001f100-\U0001f10a"
)
_BESIDE_NUMERAL = regex.compile(
    rf"(?<=\p{{Nd}})(?=[{_NUMERAL}])|(?<=[{_NUMERAL}])(?=\p{{Nd}})"
    rf"|(?<=[[{_NUMERAL}]--[\u2080-\u2089]])(?=[{_NUMERAL}])"
    rf"|(?<=[\u2080-\u2089])(?=[[{_NUMERAL}]--[\u2080-\u2089]])",
    regex.V1,
)
_LATE = (
    r"\u0558\u058b\u058c\u05c8\u05c9\u088f\u0897\u0b53\u0b54\u0c5c\u0cdc\u0cf3\u0ece\u1acf-\u1af0"
    r"\u1c89\u1c8a\u208f\u209d-\u209f\u20c1-\u20c4\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dd\ua7e2\ua7f1"
    r"\uab6c\uab6d\U00010000-\U0001d3ff\U0001d6a6\U0001d800-\U0001efff\U0001f8d0-\U0001f8d8"
)
_LATE_RUN = regex.compile(rf"([{_LATE}]+)")
UNSPACED = (
    r"\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u0e01-\u0e3a\u0e40-\u0e5b"
)
_SPACE = r"\p{White_Space}"
_ALONE = f"[{UNSPACED}{_LATE}]"
_LETTER = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_LATE}\U00020000-\U0003ffff]]"
_WORD = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{UNSPACED}{_LATE}]]"
_DIGIT = rf"[\p{{Nd}}--[{_LATE}]]"
_SIGN = rf"[[\p{{Sc}}\p{{Sm}}]--[{_LATE}]]"
_SETS = (_ALONE, _LETTER, _WORD, _DIGIT, _SIGN)


def _token(point: str, alone: str, letter: str, word: str, digit: str, sign: str) -> str:
    """The pattern of a token: of what may stand as the point before a number, and these sets."""
    return (
        rf"({point}{digit}+"
        rf"(?:[.,\/:\-\u066b\u066c]{digit}+)*"
        rf"|{alone}"
        rf"|{word}+(?:'{word}+)*"
        rf"|{sign}|[%‰‱°§#&@\/^]"
        rf"|(?<!{letter}|-)-(?=(?:\.|{sign}){{0,2}}{digit}))"
    )


_TOKEN = regex.compile(_token(rf"(?:(?<=^|[{_SPACE}\-\(]|{_SIGN})\.)?", *_SETS), regex.V1)

# Most texts have only plain characters. Steps 1 to 3 change none of these; and they are few enough
# to write the sets of a token out for `re`, which splits a text several times faster.
_PLAIN_RANGES = (
    *(range(0x0D), range(0x0E, 0x80), range(0xA0, 0xAD), range(0xAE, 0xB2)),
    *(range(0xB5, 0xB9), range(0xBA, 0xBC), range(0xBF, 0x250), range(0x370, 0x530)),
    *(range(0x1E00, 0x1F00), range(0x2010, 0x2028), range(0x202F, 0x205F), range(0x20AC, 0x20AD)),
    *(range(0x2122, 0x2123), range(0x2212, 0x2213), range(0x3000, 0x3021), range(0x3041, 0x3100)),
    *(range(0x4E00, 0xA000, 0x51FF), range(0xFF01, 0xFF5F)),  # of Han the ends stand for all
)
_PLAIN = "".join(map(chr, chain.from_iterable(_PLAIN_RANGES)))
_PLAIN_TEXT = re.compile(f"[{''.join(f'{chr(one[0])}-{chr(one[-1])}' for one in _PLAIN_RANGES)}]*")


def _plain(characters: str) -> str:
    """The inside of a set of `re` that holds the same plain characters as this one of `regex`.

    Of the others it may hold some: a range runs from one plain character to the next.
    """
    runs: list[str] = regex.findall(f"{characters}+", _PLAIN, regex.V1)
    return "".join(f"{re.escape(run[0])}-{re.escape(run[-1])}" for run in runs)


_PLAIN_TOKEN = re.compile(
    _token(
        # not behind any other character, as a look-behind of `re` has one width and so no `^`;
        # a branch that is empty, as `re` is slow to try a group that may be missing
        rf"(?:\.(?<![^{_plain(_SPACE)}\-\({_plain(_SIGN)}]\.)|)",
        *(f"[{_plain(one)}]" for one in _SETS),
    )
)
_OUT_OF_ACCOUNT = regex.compile(r"[\p{White_Space}\-'‚‹›]+|\.(?:\p{White_Space}*\.)+")
_CUT = regex.compile('[.!?。｡؟۔।॥]|["“”„‟«»「」『』〝〞〟❝❞]')
_NUMBER = regex.compile(r"\p{N}")
_BLANK_LINE = regex.compile(r"\n[[\p{White_Space}]--[\n]]*\n", regex.V1)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in its normal form: its tokens, and the gap before each and behind the last."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    has_blank_lines: bool

    def is_cut(self, place: int) -> bool:
        """Whether the gap before the token at this place ends a passage; so do both ends."""
        return place in {0, len(self.words)} or _is_cut(self.gaps[place], self.has_blank_lines)

    def passages(self) -> list[str]:
        """The tokens between two cuts, joined by single spaces, in order."""
        if not self.words:
            return []
        within = enumerate(self.gaps[1:-1], 1)
        cuts = [place for place, gap in within if gap != " " and _is_cut(gap, self.has_blank_lines)]
        return [
            " ".join(self.words[start:end]) for start, end in pairwise((0, *cuts, len(self.words)))
        ]


@lru_cache(maxsize=1_000)  # nearly all are one of a few: a space, a comma, a full stop
def _is_cut(gap: str, has_blank_lines: bool) -> bool:
    if "\n" in gap and (not has_blank_lines or _BLANK_LINE.search(gap)):
        return True
    return bool(_CUT.search(_OUT_OF_ACCOUNT.sub("", gap)))


def read_tokens(text: str) -> Tokens:
    """The normal form of the text."""
    text = _normal_form(text)
    pieces = (_PLAIN_TOKEN if _PLAIN_TEXT.fullmatch(text) else _TOKEN).split(text)
    return Tokens(tuple(pieces[1::2]), tuple(pieces[::2]), bool(_BLANK_LINE.search(text)))


def _normal_form(text: str) -> str:
    if _PLAIN_TEXT.fullmatch(text):
        return _folded(text)
    text = _LINE_END.sub("\n", text).replace("\u2029", "\n\n")
    text = _PARTED_WORD.sub("", text).translate(_FIRST)
    text = _SUPERSCRIPT_RUN.sub(lambda match: "^" + match[0].translate(_SUPERSCRIPTS), text)
    text = _BESIDE_NUMERAL.sub(" ", text)
    pieces = _LATE_RUN.split(text)
    pieces[::2] = map(_folded, pieces[::2])
    return "".join(pieces)


def visible(text: str) -> str:
    """The text without the signs that nobody sees."""
    return text.translate(_TO_NOTHING)


def _folded(text: str) -> str:
    """Steps 4 and 5."""
    if text.isascii():
        return text.lower().replace("`", "'")  # what they come to
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return _REPLACED_LAST.sub(lambda match: match[0].translate(_LAST), text)


_NEGATION_WORDS = (
    # English, German, French, Spanish, Italian, Portuguese, Dutch
    "not no never none nor neither nobody nothing nowhere without cannot hardly barely scarcely "
    "nicht nichts kein keine keinen keinem keiner keines keinerlei nie niemals niemand niemanden "
    "niemandem nirgends ohne weder noch kaum "
    "ne pas jamais aucun aucune rien sans ni non nul nulle "
    "nunca jamás ningún ninguna ninguno nadie nada sin tampoco "
    "nessun nessuno nessuna niente nulla senza né neanche neppure "
    "não nenhum nenhuma ninguém sem nem jamais "
    "niet geen nooit niemand niets nergens zonder "
    # Polish, Swedish, Danish, Norwegian, Turkish
    "nie nigdy nikt nic bez żaden żadna żadne inte ingen inget inga aldrig utan ikke intet uden "
    "değil yok hiç "
    # Hungarian, Indonesian, Vietnamese
    "nem sem soha nincs nincsenek senki semmi nélkül tidak bukan belum jangan tanpa "
    "không chưa chẳng đừng "
    # Russian, Ukrainian, Greek, Korean
    "не ни нет никогда никто никого никому ничего ничто нельзя никакой никакого без нигде ні немає "
    "δεν δε μην μη όχι ποτέ κανένας κανείς καμία κανένα τίποτα χωρίς ούτε "
    "안 못 "
    # Hindi, Bengali (decomposed, as NFKC has it), Urdu
    "नहीं न ना मत बिना না নেই ন\u09af\u09bc নি نہیں نہ مت بغیر"
)
_ARABIC_NEGATIONS = "لا لم لن ليس ليست ليسوا غير دون بدون"
_HEBREW_NEGATIONS = "לא אין אל בלי ללא איננו אינו אינה לעולם"
_NEGATIONS = frozenset(
    [
        *_NEGATION_WORDS.split(),
        # these write "and", "that" and the like as one word with the next
        *(before + word for before in ("", "و", "ف") for word in _ARABIC_NEGATIONS.split()),
        *(
            before + word
            for before in ("", "ו", "ש", "וש", "כש")
            for word in _HEBREW_NEGATIONS.split()
        ),
    ]
)
_WORDS_FOR_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions trillion trillions "
    "dozen dozens half twice thrice double triple percent minus "
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig "
    "hundert tausend million millionen milliarde milliarden halb doppelt prozent "
    "deux trois quatre cinq sept huit neuf dix onze douze vingt trente cent cents mille milliard "
    "milliards dos tres cuatro cinco seis siete ocho nueve diez doce veinte cien mil millón "
    "millones tre quattro cinque sette otto nove dieci cento milioni miliardi "
    "dois duas três quatro sete oito dez milhão milhões twee drie vijf zes zeven acht negen tien "
    "honderd duizend miljoen miljard два три четыре пять шесть семь восемь девять десять сто "
    "тысяч миллион миллионов δύο τρεις τέσσερις πέντε έξι επτά οκτώ εννέα δέκα εκατό χίλια "
    "二 三 四 五 六 七 八 九 十 百 千 万 萬 亿 億 兆 两 兩 零 〇"
)
_NUMBERS = frozenset(_WORDS_FOR_NUMBERS.split())
_NEGATION_WITHIN = regex.compile(
    "[^ ]*n't(?= |$)|(?<=^| )n'[^ ]+"
    "|[不没沒無无未勿]|(?<![特分個个区區差级級性类類] )[别別]|非(?! [洲常])"
    "|な い|な く|な か|な け|ま せ ん|(?<![まはわ必] )ず(?! [っか])"
    "|[^ ]*(?:않|없|아니)[^ ]*|말(?:라|자|고)[^ ]*|ไ ม ่|ม ิ ไ ด ้|ม ิ ใ ช ่"
)


def negations(words: tuple[str, ...]) -> frozenset[str]:
    """The negating words among the tokens: by a list of words of the languages that are checked."""
    within: list[str] = _NEGATION_WITHIN.findall(" ".join(words))
    return _NEGATIONS.intersection(words).union(within)


def has_negation(words: tuple[str, ...]) -> bool:
    """Whether one of the tokens negates."""
    return bool(negations(words))


def has_number(words: tuple[str, ...]) -> bool:
    """Whether one of the tokens holds a digit or another number (N), or is a word for one."""
    return not _NUMBERS.isdisjoint(words) or any(map(_NUMBER.search, words))
