"""An article that a command is given: an address, a file, or `-` for what is piped in.

And the texts of drafted articles, which stay on this machine, so that `check` can show near misses.
They are named by their digests, which the fingerprints have, so that a briefing may be renamed.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.options import CONFIG_FILE
from generator.proof.fingerprint import text_digest
from generator.publish.settings import read_settings

if TYPE_CHECKING:
    from generator.drafting import ArticleText

_CACHE = Path(".cache") / "articles"
_MOST_BYTES = 20_000_000


def read_source(article: str) -> "tuple[ArticleText, str]":
    """The article's text and what is known of it, and what it was taken from, in words.

    Raises click.UsageError where there is no such file, and click.ClickException where the page
    cannot be had or holds no article.
    """
    # Imported where it is used: what reads pages and asks hosts would slow down every command.
    from generator.drafting import NotAnArticleError, read_article_file

    content_type, address, taken_from = None, None, "a file"
    if article.startswith(("http://", "https://")):
        content, content_type, address = _fetched(article)
        taken_from = address
    elif article == "-":
        content = sys.stdin.buffer.read(_MOST_BYTES + 1)
    else:
        content = read_bytes(Path(article), "ARTICLE")
    try:
        read = read_article_file(content, content_type=content_type, address=address)
    except NotAnArticleError as error:
        raise click.ClickException(f"{article}: {error}") from None
    return read, taken_from


def _fetched(article: str) -> tuple[bytes, str | None, str]:
    from generator.web.fetching import Fetcher, name_agent

    answer = Fetcher(name_agent(read_settings(CONFIG_FILE).site_url)).fetch(article)
    if answer.failure or answer.status != 200:
        reason = answer.message or f"the host answers with the status {answer.status}"
        raise click.ClickException(f"{article}: {reason}")
    return answer.content, answer.content_type, answer.final


def read_bytes(path: Path, what: str) -> bytes:
    """What the file holds, or the beginning of a huge one.

    Raises click.UsageError where it is no file, and click.ClickException where it cannot be read.
    """
    if path.is_dir():
        raise click.UsageError(f"{what}: {path} is a folder; name a file")
    if not path.exists():
        raise click.UsageError(f"{what}: there is no file {path}")
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}") from None


def kept_text(digest: str) -> str | None:
    """The text of the article whose fingerprint has this digest of it, if it was drafted here."""
    try:
        return (_CACHE / f"{digest}.txt").read_text("utf-8")
    except (OSError, ValueError):
        return None


def keep_text(text: str, content: Path) -> None:
    """Keep the text of an article on this machine, where git does not see it.

    Kept texts of which no briefing in the content folder has the fingerprint are thrown away.
    """
    _CACHE.mkdir(parents=True, exist_ok=True)
    (_CACHE / f"{text_digest(text)}.txt").write_text(text, encoding="utf-8", newline="\n")
    kept = {path.stem.encode(): path for path in _CACHE.rglob("*.txt")}
    for briefing in content.glob("*/*.yml"):  # as it stands: a slip in it costs nothing
        held = briefing.read_bytes()
        kept = {digest: path for digest, path in kept.items() if digest not in held}
    for path in kept.values():
        path.unlink(missing_ok=True)
