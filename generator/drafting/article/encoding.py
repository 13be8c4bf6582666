"""The bytes of a page or a text file become its text, in the encoding that it declares.

The order of the WHATWG Encoding and HTML standards: a byte order mark, the `charset` of the HTTP
header, that of a `meta` element or of the XML declaration within the first 1,024 bytes; then UTF-16
where the bytes are prose in it, UTF-8 where they are UTF-8, and windows-1252. Labels mean what
browsers take them for (iso-8859-1 is windows-1252, gb2312 is gb18030). A declaration that the bytes
contradict gives way to the next.
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
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_LOOKED_AT = 4096
_MUCH = 50_000
_PARTING = " \n、。，"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WIDE = ("utf-16", "utf-32")
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
    if found := MOJIBAKE.search(text) or _MAC_ROMAN.search(text):
        around = text[max(0, found.start() - 12) : found.end() + 12].replace("\n", " ")
        return f"the text looks as if it was read in a wrong encoding: “{around}”"
    return ""


def _decode(content: bytes, content_type: str | None) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, errors="replace")
    for name in _declared(content, content_type):
        try:
            text = content.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if not (name != "utf-8" and MOJIBAKE.search(text) and _is_utf8(content)):
            return text
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
        try:
            name = codecs.lookup(label).name
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
