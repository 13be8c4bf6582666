"""What was found on the web is written into a briefing's file, of which nothing else changes.

Bytes come in and go out: with the address of an archived copy below the source's `url`, or with
what a copy still holds in the fingerprint.
"""

import json
import re
from typing import Any

from generator.auditing.audit import SourceAudit
from generator.content.document import Document, Mapping, Scalar, read_document
from generator.content.library import Entry
from generator.content.schema import Audit
from generator.proof.writing import with_fingerprint

_LINE_END = re.compile(rb"\r\n|\r|\n")


class CannotWriteError(Exception):
    """The file is not written in a way that can be added to; the message says what to do."""


def with_archive(content: bytes, address: str) -> bytes:
    """The file's bytes with `archive: address` below the line of the source's `url`.

    No other byte changes. Raises CannotWriteError where the source is not written line by line.
    """
    document = _read(content)
    source = document.root.fields.get("source")
    by_hand = f"write it yourself, below `url`: `archive: {address}`"
    if not isinstance(source, Mapping) or "url" not in source.names:
        raise CannotWriteError(f"the source has no `url`; {by_hand}")
    if "archive" in source.names:
        raise CannotWriteError("the source names an archived copy already")
    name, value = source.names["url"], source.fields["url"]
    line = document.lines[name.line - 1]
    indent = line[: name.column - 1]
    written = isinstance(value, Scalar) and value.value in document.line_from(value.position)
    if source.flow or indent.strip() or not written or value.position.line != name.line:
        raise CannotWriteError(f"the fields of the source do not stand in lines; {by_hand}")
    quoted = json.dumps(address) if address.endswith(":") else address
    changed = _with_line(content, name.line, f"{indent}archive: {quoted}")
    expected = document.data()
    expected["source"]["archive"] = address
    _require(changed, expected, by_hand)
    return changed


def audit_record(audit: SourceAudit) -> Audit | None:
    """What a copy that was compared still holds, the live one first; None where none was."""
    for copy, finding in audit.copies:
        if finding.is_article and finding.asked:
            return Audit.model_construct(
                date=finding.asked.date(),
                copy_of="the live page" if copy == "live" else "the archived copy",
                passages=finding.passages,
                standing=finding.standing,
                lost=finding.lost,
            )
    return None


def with_audit(content: bytes, entry: Entry, audit: Audit) -> bytes:
    """The file's bytes with `audited` in the fingerprint: what a copy of the source still holds.

    No other byte changes. Raises CannotWriteError where the fingerprint is not as the tool writes
    it.
    """
    document = _read(content)
    fingerprint = entry.briefing.fingerprint
    by_hand = "let the tool write the fingerprint anew: `briefings fingerprint`"
    if fingerprint is None:
        raise CannotWriteError("the briefing has no fingerprint")
    former = with_fingerprint(content, document, fingerprint)
    if former != content:
        raise CannotWriteError(f"the fingerprint is not as the tool writes it; {by_hand}")
    changed = with_fingerprint(content, document, fingerprint.model_copy(update={"audited": audit}))
    expected = document.data()
    expected["fingerprint"]["audited"] = _read(changed).data()["fingerprint"].get("audited")
    _require(changed, expected, by_hand)
    return changed


def _read(content: bytes) -> Document:
    document, problems = read_document("", content)
    if document is None:
        raise CannotWriteError(f"the file cannot be read: {problems[0].message}")
    return document


def _require(content: bytes, expected: dict[str, Any], by_hand: str) -> None:
    """Raise CannotWriteError unless the bytes hold just these values."""
    if _read(content).data() != expected:
        raise CannotWriteError(f"the file is written in an unusual way; {by_hand}")


def _with_line(content: bytes, number: int, line: str) -> bytes:
    """The bytes with one more line behind the line of this number, ending as that one does."""
    ends = list(_LINE_END.finditer(content))
    if number <= len(ends):
        end = ends[number - 1]
        return content[: end.end()] + line.encode() + end[0] + content[end.end() :]
    return content + (ends[-1][0] if ends else b"\n") + line.encode()
