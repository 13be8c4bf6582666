"""The bytes of a file become its text, with line ends of one kind.

Nothing is in it that no person wrote: no invisible character, and no mark of a program that merges.
"""

import re

from generator.content.document.text import Text
from generator.problems import Position, Problem

MAX_BYTES = 1_000_000
"""A briefing with the fingerprint of a book stays below this."""
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
"""Control characters, and what is no character: nobody sees them, and programs obey them."""
MOJIBAKE = re.compile(
    r"[ÂÃ](?:[\u0080-\u00a0\u00a2-\u00aa\u00ac-\u00ba\u00bc-\u00bf€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™š›œžŸ]"
    r"|[…‘’“”•»«¡](?=[^\W\d_]))"
    r"|â(?:€|\u0080)[\u0080-\u00bf™œ\u009d“”˜¦¢]|ï¿½|Ð[\u0080-\u00bf°±²³´µ¶·¸¹º»]Ñ|ã(?:\u0081"
    r"|\u0082|‚|ƒ)"
)
"""UTF-8 read as windows-1252 or latin-1: a lead byte and its followers, as letters and signs."""
MOJIBAKE_LEADS = "ÂÃâïÐã"
"""With one of these every match of it begins."""
ENTITY = re.compile(
    r"&(?:amp|quot|apos|lt|gt|nbsp|hellip|[mn]dash|[lr][ds]quo|#[0-9]{1,6}|#x[0-9a-f]{1,5});",
    re.IGNORECASE,
)
"""How HTML writes signs that people copy along."""
_CONFLICT_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
_CONFLICT_LINE = re.compile(
    rf"^ *({'|'.join(map(re.escape, _CONFLICT_MARKS))})(?= |$)", re.MULTILINE
)

_SAVE_ANEW = "save the file as UTF-8 (most editors offer it under “Save with encoding”)"
_MERGE = (
    "keep one side, and delete the lines that start with "
    f"{', '.join(_CONFLICT_MARKS[:-1])} and {_CONFLICT_MARKS[-1]}"
)
_DELETE = "delete it: it may stand between two letters and show nothing"


def read_text(path: str, content: bytes) -> str | Problem:
    """The text of the file, or what is wrong with its bytes."""
    if len(content) > MAX_BYTES:
        return Problem(
            path,
            Position(),
            "",
            f"the file has more than the {MAX_BYTES:,} bytes that a file may have",
            "a briefing says what an article says in few words; the article does not belong in it",
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        message = "the file is written in UTF-16 or UTF-32, not in UTF-8"
        return Problem(path, Position(), "", message, _SAVE_ANEW)
    try:
        text = _with_line_feeds(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _with_line_feeds(content[: error.start].decode("utf-8-sig", errors="replace"))
        message = (
            f"the byte 0x{content[error.start]:02x} is not UTF-8; the file has another encoding"
        )
        return Problem(path, Text(before).position(len(before)), "", message, _SAVE_ANEW)
    if found := FORBIDDEN.search(text):
        place = Text(text).position(found.start())
        return Problem(path, place, "", control_character(found[0]), _DELETE)
    is_likely = "<<<<<<<" in text or ">>>>>>>" in text  # a line of ======= may be under a heading
    if is_likely and (found := _CONFLICT_LINE.search(text)):
        place = Text(text).position(found.start(1))
        return Problem(path, place, "", "a merge conflict is left here", _MERGE)
    return text


def control_character(character: str) -> str:
    """What is wrong with a text that holds this character."""
    return f"there is an invisible control character (U+{ord(character):04X}) in the text"


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
