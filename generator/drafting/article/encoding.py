"""The bytes of a page or a text file become its text, in the encoding that it declares.

A byte order mark comes first; then UTF-8, where the bytes are UTF-8 beyond ASCII, as those of no
other encoding come to be by chance. Then, in the order of the WHATWG Encoding and HTML standards,
the `charset` of the HTTP header, that of a `meta` element or of the XML declaration at the start;
UTF-16 where the bytes are prose in it, and windows-1252. Labels mean what browsers take them for
(iso-8859-1 is windows-1252, gb2312 is gb18030). A declaration that the bytes contradict gives way
to the next.
"""

import codecs
import re
from collections.abc import Iterator

from generator.content.document.encoding import MOJIBAKE

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
"""What a label means to a browser, by the name that Python knows it by."""
_NO_TEXT = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
"""What Python knows besides, and no browser does."""
_OTHER_LABELS = {
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "ks_c_5601-1989": "cp949",
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "cn-big5": "big5",
    "koi8": "koi8-r",
    "koi8-ru": "koi8-u",
    "mac": "macintosh",
    "logical": "iso-8859-8",
    "visual": "iso-8859-8",
}
"""Labels that browsers know and Python does not, but for those of `_ADDED_TO_LABEL`."""
_ADDED_TO_LABEL = re.compile(r"^x-(?:x-)?|(?<=iso-8859-[68])-[ei]$")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_LOOKED_AT = 4096
_MUCH = 50_000
_PARTING = " \n、。，"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE = ("utf-16", "utf-32")
_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿ]")
_LEAST_ACCENTED = 20
_MOST_ACCENTED = 1 / 3
"""No language that windows-1252 writes has so large a share of its letters accented."""
_SIGN_WITHIN_WORD = re.compile(r"[A-Za-z][¹³¶¼¾¿][a-z]")  # Polish and Czech letters
# Mac Roman read as windows-1252: its quotation mark and apostrophe, as letters.
_MAC_ROMAN = re.compile(r"[a-zß-ÿ]Õ[a-z]|[a-z,.!?]Ó(?=[\s,.]|$)")
_NO_CHARACTERS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def decode(content: bytes, content_type: str | None) -> str:
    """The text of the bytes, with line feeds as its only line ends and no control characters."""
    return clean(_decode(content, content_type))


def is_binary(content: bytes, content_type: str | None) -> bool:
    """Whether the bytes are too full of control characters for a text of one byte a letter."""
    names = [name for mark, name in _MARKS if content.startswith(mark)]
    if any(name.startswith(_WIDE) for name in names or _declared(content, content_type)):
        return False
    head = content[:_MUCH]
    return len(_CONTROLS.findall(head)) * 100 > len(head)


def clean(text: str) -> str:
    """The text with line feeds only, and without what is no character."""
    return _NO_CHARACTERS.sub("", _LINE_ENDS.sub("\n", text))


def damage(text: str) -> str:
    """What is wrong with a text that was read in a wrong encoding, in a sentence, or nothing."""
    if count := text.count("\ufffd"):
        noun = "character" if count == 1 else "characters"
        return (
            f"the text holds {count} replacement {noun} (U+FFFD): it was read in a wrong encoding"
        )
    if found := MOJIBAKE.search(text) or _MAC_ROMAN.search(text) or _other_letters(text):
        around = text[max(0, found.start() - 12) : found.end() + 12].replace("\n", " ")
        return f"the text looks as if it was read in a wrong encoding: “{around}”"
    return ""


def _other_letters(text: str) -> re.Match[str] | None:
    """Where letters of another encoding were read as those of windows-1252."""
    accented = len(_ACCENTED.findall(text))
    if accented >= _LEAST_ACCENTED and accented > sum(map(str.isalpha, text)) * _MOST_ACCENTED:
        return _ACCENTED.search(text)
    signs = list(_SIGN_WITHIN_WORD.finditer(text))
    return signs[0] if len(signs) > 1 else None


def _decode(content: bytes, content_type: str | None) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="replace")
    if _is_utf8(content) and not content.isascii() and b"\0" not in content:
        return content.decode()
    for name in _declared(content, content_type):
        try:
            return content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8" if _is_mostly_utf8(content) else "cp1252", errors="replace")


def _declared(content: bytes, content_type: str | None) -> Iterator[str]:
    """The encodings to try, the likeliest first."""
    head = content[:_LOOKED_AT]
    labels = [match[1] for match in [_CHARSET.search(content_type or "")] if match]
    labels += [
        match[1].decode("ascii", "ignore")
        for pattern in (_META, _XML)
        for match in [pattern.search(head)]
        if match
    ]
    for label in labels:
        label = _ADDED_TO_LABEL.sub("", label.lower())
        try:
            name = codecs.lookup(_OTHER_LABELS.get(label, label)).name
        except (LookupError, ValueError):
            continue
        if name in _NO_TEXT:
            continue
        if name.startswith("utf-16") and b"\0" not in head:
            continue  # what an ASCII declaration could be read in is not UTF-16
        yield _MEANT.get(name, name)
    if b"\0" in head or not _is_utf8(content):
        yield from filter(None, [_unmarked(head)])
    yield "utf-8"
    yield "cp1252"


def _unmarked(head: bytes) -> str:
    """The kind of UTF-16 in which the bytes are prose: the one that gives more spaces."""
    read = [(0, "")]
    for name in ("utf-16-le", "utf-16-be"):
        text = head[: len(head) // 2 * 2].decode(name, errors="replace")[:-1]
        spaces = sum(text.count(one) for one in _PARTING)
        if spaces and all(one.isprintable() or one.isspace() for one in text):
            read.append((spaces, name))
    return max(read)[1]


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", errors="replace")
    return text.count("\ufffd") * 4 < sum(not character.isascii() for character in text) + 1
