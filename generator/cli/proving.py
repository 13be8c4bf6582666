"""`briefings fingerprint`, `new` and `audit`: the tie of a briefing to its source.

What reads pages and asks hosts is imported where it is used: it would slow down every command.
"""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import Progress

from generator.cli.options import CONFIG_FILE, quiet_option
from generator.cli.reading import keep_text, read_bytes, read_source
from generator.content.addresses import article_address
from generator.content.load import load_library, require_library, shown_path
from generator.problems import ProblemsError, format_text, has_errors
from generator.proof.fingerprint import text_digest
from generator.proof.taking import RefusedError, entry_of, with_taken_fingerprint
from generator.proof.writing import replace_file
from generator.publish.settings import Settings, read_settings

if TYPE_CHECKING:
    from generator.auditing.audit import SourceAudit
    from generator.drafting import ArticleText

_CACHE = Path(".cache")


@click.command(short_help="Let quotes be checked when nobody has the article.")
@click.argument("briefing", type=click.Path(path_type=Path))
@click.argument("article")
@click.option("--anyway", is_flag=True, help="Take it of a text that does not look right.")
@quiet_option
def fingerprint(briefing: Path, article: str, anyway: bool, quiet: bool) -> None:
    """Write the fingerprint of ARTICLE at the end of BRIEFING, or extend it by new quotes.

    ARTICLE is an address, a file with a page or a text, or - for what is piped in. It is read and
    not kept. The status is 1 when a quote is not in it.
    """
    from generator.proof.comparison import compare_quotes

    source, taken_from = read_source(article)
    content = _with_fingerprint(
        briefing, read_bytes(briefing, "BRIEFING"), source, taken_from, anyway=anyway
    )
    _write(briefing, content)
    if not quiet:
        click.echo(f"{briefing} has the fingerprint of {article}.", err=True)
    problems = list(compare_quotes(entry_of(shown_path(briefing), content), source.text))
    if has_errors(problems):
        raise ProblemsError(problems)
    if problems:
        click.echo(format_text(problems))


def _with_fingerprint(
    path: Path, content: bytes, source: "ArticleText", taken_from: str, *, anyway: bool
) -> bytes:
    try:
        return with_taken_fingerprint(
            shown_path(path),
            content,
            source.text,
            taken=_today(),
            taken_from=taken_from,
            doubts=source.doubts,
            anyway=anyway,
        )
    except RefusedError as error:
        hint = " (--anyway takes it all the same)" if error.forcible else ""
        raise click.ClickException(f"{error}{hint}") from None


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None


@click.command(short_help="Draft a briefing of an article.")
@click.argument("article")
@quiet_option
def new(article: str, quiet: bool) -> None:
    """Draft a briefing of ARTICLE: an address, a file with a page or a text, or - for a pipe.

    What the article says of itself, its quotations and its fingerprint are filled in; what a person
    must write is marked. The article's text stays on this machine, in .cache/articles: briefings
    check shows by it what a misquoted passage really says.
    """
    from generator.drafting import find_quotations, write_draft

    content = _settings().content
    source, taken_from = read_source(article)
    _refuse_briefed(source, content)
    quotations = find_quotations(source.text, source.language, source.title or "")
    draft = write_draft(source, quotations, today=_today())
    path = _free_place(content / f"{_today():%Y}", draft.slug)
    written = draft.text.encode()
    if not source.doubts:
        written = _with_fingerprint(path, written, source, taken_from, anyway=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(written)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from None
    for doubt in source.doubts:
        click.echo(f"no fingerprint is taken: {doubt}", err=True)
    if not source.doubts:
        _keep(source.text, content)
    if not quiet:
        click.echo(f"{path} is a draft: write what it marks, then run briefings check.", err=True)


def _settings() -> Settings:
    """The settings of the project; refuses to go on where its content folder is not there."""
    settings = read_settings(CONFIG_FILE)
    if not settings.content.is_dir():
        raise click.UsageError(f"there is no folder {settings.content}/ here")
    return settings


def _keep(text: str, content: Path) -> None:
    try:
        keep_text(text, content)
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        click.echo(f"the article's text is not kept for the check: {reason}", err=True)


def _free_place(folder: Path, name: str) -> Path:
    """The file of this name, or where that is there, of the first with a number behind it."""
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    paths = (folder / f"{one}.yml" for one in names)
    return next(path for path in paths if not path.exists())


def _refuse_briefed(source: "ArticleText", content: Path) -> None:
    """Refuse an article that is briefed already: of this address, or else with this text."""
    address = article_address(source.url) if source.url else None
    text = text_digest(source.text)
    for entry in load_library(content)[0].entries:
        known = entry.card
        if known.article == address if known.article and address else known.text == text:
            raise click.ClickException(f"this article is briefed already, in {entry.path}")


@click.command(short_help="Look whether the sources still say what is quoted.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the report is printed: for people or for programs.",
)
@click.option("--fix", is_flag=True, help="Write archived copies into briefings that name none.")
@click.option("--record", is_flag=True, help="Write into the briefings what copies still hold.")
@quiet_option
def audit(form: str, fix: bool, record: bool, quiet: bool) -> None:
    """Look whether the sources can still be read, and whether the quotes still stand in them.

    Asks each source and archived copy on the web. The status is 1 when a quoted passage is gone
    from all copies.
    """
    settings = _settings()
    from generator.auditing.archive import find_archives
    from generator.auditing.audit import audit_library
    from generator.auditing.report import format_report_json, format_table, has_gone
    from generator.web.fetching import Fetcher, name_agent

    library, _ = require_library(settings.content)
    fetcher = Fetcher(name_agent(settings.site_url))
    if fix:
        with _progress("Looking for copies", quiet=quiet) as progress:
            for found in find_archives(library, fetcher, progress=progress):
                _write_archive(Path(found.entry.path), found.address, found.reason)
        library, _ = require_library(settings.content)
    with _progress("Asking the sources", quiet=quiet) as progress:
        audits = audit_library(
            library,
            fetcher,
            memory_file=_CACHE / "audit.jsonl",
            progress=progress,
        )
    for one in audits if record else ():
        _record_audit(one)
    click.echo(format_report_json(audits) if form == "json" else format_table(audits))
    if has_gone(audits):
        raise SystemExit(1)


def _write_archive(path: Path, address: str, reason: str) -> None:
    from generator.auditing.recording import with_archive

    if address:
        _rewrite(path, lambda content: with_archive(content, address))
    else:
        click.echo(f"{path}: {reason}", err=True)


def _record_audit(audit: "SourceAudit") -> None:
    """Write into the briefing what a copy of its source, the live one first, still holds."""
    from generator.auditing.recording import audit_record, with_audit

    record = audit_record(audit)
    if record is not None:
        path = Path(audit.entry.path)
        _rewrite(path, lambda content: with_audit(content, audit.entry, record))


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Put the changed bytes into the file; say so where the file does not allow the change."""
    from generator.auditing.recording import CannotWriteError

    try:
        replace_file(path, change(path.read_bytes()))
    except CannotWriteError as error:
        click.echo(f"{path}: {error}", err=True)


@contextmanager
def _progress(what: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """What is to be told how many of how many are done: a bar on a terminal, else nothing."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _today() -> datetime.date:
    return datetime.datetime.now().astimezone().date()
