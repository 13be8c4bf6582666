"""A fingerprint is written at the end of a briefing's file, touching no other byte of it."""

import json
from pathlib import Path

from generator.content.document import Document
from generator.content.schema import Fingerprint
from generator.proof.fingerprint import split_digests

_PER_LINE = 6
_WITHIN = frozenset([b" ", b"\t", b"\n", b"\r"])
"""How a line begins that belongs to the field above it."""


def with_fingerprint(content: bytes, document: Document, fingerprint: Fingerprint) -> bytes:
    """The file's bytes with this fingerprint as the last field, or in the place of a former one.

    `document` is what the bytes hold. All other bytes stay as they are; the new lines end as the
    file's lines do.
    """
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    new = "".join(_lines(fingerprint)).encode().replace(b"\n", line_end)
    position = document.root.names.get("fingerprint")
    if position is None:
        return content + (b"" if content.endswith((b"\n", b"\r")) else line_end) + new
    lines = content.splitlines(keepends=True)
    first = position.line - 1
    last = end = first + 1
    while end < len(lines) and lines[end][:1] in _WITHIN:
        end += 1
        if lines[end - 1].strip():
            last = end
    return b"".join(lines[:first]) + new + b"".join(lines[last:])


def replace_file(path: Path, content: bytes) -> None:
    """Put the bytes into the file, at once or not at all; its mode stays."""
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_bytes(content)
        aside.chmod(path.stat().st_mode & 0o7777)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _lines(fingerprint: Fingerprint) -> list[str]:
    lines = [
        "fingerprint:\n",
        f"  rules: {fingerprint.rules}\n",
        f'  text: "{fingerprint.text}"\n',
        f"  words: {fingerprint.words}\n",
        f"  taken: {fingerprint.taken.isoformat()}\n",
        f"  from: {json.dumps(fingerprint.taken_from, ensure_ascii=False)}\n",
        f'  salt: "{fingerprint.salt}"\n',
        "  passages: >\n",
    ]
    digests = split_digests(fingerprint.passages)
    lines += [
        f"    {' '.join(digests[start : start + _PER_LINE])}\n"
        for start in range(0, len(digests), _PER_LINE)
    ]
    if fingerprint.fragments:
        lines.append("  fragments:\n")
        lines += [f'    - "{fragment}"\n' for fragment in fingerprint.fragments]
    lines.append(f'  seal: "{fingerprint.seal}"\n')
    if audit := fingerprint.audited:
        values = {"copy": audit.copy_of, "passages": audit.passages, "standing": audit.standing}
        parts = [f"date: {audit.date.isoformat()}"]
        parts += [
            f"{name}: {json.dumps(value, ensure_ascii=False)}"
            for name, value in (*values.items(), ("lost", list(audit.lost)))
            if value not in (None, [])
        ]
        lines.append(f"  audited: {{{', '.join(parts)}}}\n")
    return lines
