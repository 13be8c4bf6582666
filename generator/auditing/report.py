"""What an audit found, for people and for programs: SourceAudits come in, text goes out."""

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from generator.auditing.audit import SourceAudit
from generator.auditing.judging import Finding
from generator.problems import Field, excerpt, field_name, json_text, printable
from generator.proof.verification import verbatim_words

_REASON = 160
_HEADER = ("source", "copy", "state", "passages", "")


def has_gone(audits: Sequence[SourceAudit]) -> bool:
    """Whether a quoted passage stands in no copy any more: the one thing that fails an audit."""
    return any(audit.gone for audit in audits)


def format_table(audits: Sequence[SourceAudit]) -> str:
    """A line for each copy, then what was lost and what to do about it, then the sums."""
    rows = [_HEADER, *(row for audit in audits for row in _rows(audit))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADER) - 1)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]])
        for row in rows
    ]
    lines += [line for audit in audits for line in _details(audit)]
    lines.append(_sums(audits))
    return "\n".join(printable(line.rstrip()) for line in lines)


def format_report_json(audits: Sequence[SourceAudit]) -> str:
    """A list of objects, one for each source, with both copies as they were found."""
    return json_text([_values(audit) for audit in audits])


def suggestions(audit: SourceAudit) -> list[str]:
    """What a person could do about this source."""
    found = []
    live, archived, source = audit.live, audit.archived, audit.entry.briefing.source
    if live and live.moved_to:
        found.append(f"write the new address: `url: {live.moved_to}`")
    if live and live.state in {"dead", "suspect"}:
        if archived and archived.state in {"alive", "moved"}:
            found.append(f"the archived copy still stands: {archived.address}")
        elif not archived:
            day = source.published or audit.entry.briefing.date
            found.append(
                "see whether there is an archived copy, by `briefings audit --fix` or at "
                f"https://web.archive.org/web/{day:%Y%m%d}/{live.address}"
            )
    if archived and archived.state == "dead":
        found.append("name another archived copy, or take `archive` away")
    return found


def _rows(audit: SourceAudit) -> Iterator[tuple[str, ...]]:
    if not audit.live and not audit.archived:
        yield audit.entry.key, "", "", "", "names no address"
    for copy, finding in audit.copies:
        compared = f"{finding.standing} of {finding.passages}" if finding.passages else "-"
        reason = excerpt(finding.reason or _what_changed(finding), _REASON)
        yield audit.entry.key, copy, finding.state, compared, reason


def _what_changed(finding: Finding) -> str:
    count = len(finding.lost)
    if finding.is_article and count:
        return f"{count} {'quote' if count == 1 else 'quotes'} no longer there"
    if finding.standing < finding.passages:
        return "changed, and no quote with it"
    return ""


def _details(audit: SourceAudit) -> Iterator[str]:
    """The lost quotes at their lines, and the suggestions."""
    entry = audit.entry
    gone = {field_name(way) for way in audit.gone}
    for way, words in verbatim_words(entry.briefing):
        name = field_name(way)
        copies = " and the ".join(f"{copy} copy" for copy in _lost_from(audit, name))
        if name in gone or copies:
            where = "gone: in no copy any more" if name in gone else f"no longer in the {copies}"
            yield f"{_place(audit, way)}: {name}: {where}: “{excerpt(words)}”"
    for suggestion in suggestions(audit):
        line = entry.document.name_position(("source", "url")).line
        yield f"{entry.path}:{line}: {suggestion}"


def _lost_from(audit: SourceAudit, name: str) -> list[str]:
    return [copy for copy, found in audit.copies if found.is_article and name in found.lost]


def _place(audit: SourceAudit, way: Field) -> str:
    position = audit.entry.document.position(way)
    return f"{audit.entry.path}:{position.line}:{position.column}"


def _sums(audits: Sequence[SourceAudit]) -> str:
    states = Counter(finding.state for audit in audits for _, finding in audit.copies)
    gone = sum(len(audit.gone) for audit in audits)
    parts = [f"{len(audits)} {'source' if len(audits) == 1 else 'sources'}"]
    parts += [
        f"{count} {state}"
        for state in ("alive", "moved", "suspect", "dead", "cannot tell")
        if (count := states[state])
    ]
    return f"{', '.join(parts)}; {gone} {'quote is' if gone == 1 else 'quotes are'} gone"


def _values(audit: SourceAudit) -> dict[str, Any]:
    return {
        "briefing": audit.entry.key,
        "file": audit.entry.path,
        "live": _copy_values(audit, audit.live),
        "archived": _copy_values(audit, audit.archived),
        "gone": [_quote_values(audit, way) for way in audit.gone],
        "suggestions": suggestions(audit),
    }


def _copy_values(audit: SourceAudit, finding: Finding | None) -> dict[str, Any] | None:
    if finding is None:
        return None
    values = dataclasses.asdict(finding)
    for name in ("basis", "is_passing"):
        del values[name]
    for name in ("asked", "missing_since"):
        values[name] = values[name] and values[name].isoformat(timespec="seconds")
    ways = {field_name(way): way for way, _ in verbatim_words(audit.entry.briefing)}
    values["lost"] = [_quote_values(audit, ways[name]) for name in finding.lost if name in ways]
    return values


def _quote_values(audit: SourceAudit, way: Field) -> dict[str, Any]:
    return {"field": field_name(way), "line": audit.entry.document.position(way).line}
