"""A page as a browser saves it in one file (MHTML), or a message, becomes the bytes of its text."""

from email import message_from_bytes
from typing import NamedTuple

import regex

_HEAD = 64_000
_FIRST_LINE = regex.compile(rb"[\w-]+:[ \t]")
_MIME = regex.compile(rb"^MIME-Version:[ \t]*1\.0[ \t]*\r?$", regex.I | regex.M)
_BLANK_LINE = regex.compile(rb"\r?\n\r?\n")


class Unpacked(NamedTuple):
    """What stands in a MIME file: a page or a text, as its host would have sent it."""

    content: bytes
    content_type: str
    address: str | None


def unpacked(content: bytes) -> Unpacked | None:
    """The page in the file, or else its text; None where this is no MIME file or holds neither."""
    head = _BLANK_LINE.split(content[:_HEAD], 1)[0]
    if not _FIRST_LINE.match(head) or not _MIME.search(head):
        return None
    try:
        message = message_from_bytes(content)
    except RecursionError:  # nobody packs so deep
        return None
    parts = {one.get_content_type(): one for one in reversed(list(message.walk()))}
    part = parts.get("text/html") or parts.get("text/plain")
    body = part.get_payload(decode=True) if part else None
    if part is None or not isinstance(body, bytes):
        return None
    charset = part.get_content_charset()
    declared = f"; charset={charset}" if charset else ""
    address = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    return Unpacked(body, part.get_content_type() + declared, address and str(address).strip())
