"""An article that a command is given: an address, a file, or `-` for what is piped in."""

import sys
from pathlib import Path

import click

from generator.cli.options import CONFIG_FILE
from generator.proof.auditing.fetching import fetch, name_agent
from generator.proof.drafting import ArticleText, NotAnArticleError, read_article_file
from generator.publish.settings import read_settings


def read_source(article: str) -> tuple[ArticleText, str]:
    """The article's text and what is known of it, and what it was taken from, in words.

    Raises click.UsageError where there is no such file, and click.ClickException where the page
    cannot be had or holds no article.
    """
    content_type, address, taken_from = None, None, "a file"
    if article.startswith(("http://", "https://")):
        answer = fetch(article, name_agent(read_settings(CONFIG_FILE).site_url))
        if answer.failure or answer.status != 200:
            reason = answer.message or f"the host answers with the status {answer.status}"
            raise click.ClickException(f"{article}: {reason}")
        content, content_type = answer.content, answer.content_type
        address = taken_from = answer.final
    elif article == "-":
        content = sys.stdin.buffer.read()
    elif Path(article).is_file():
        content = Path(article).read_bytes()
    else:
        raise click.UsageError(f"there is no file {article}")
    try:
        read = read_article_file(content, content_type=content_type, address=address)
    except NotAnArticleError as error:
        raise click.ClickException(f"{article}: {error}") from None
    return read, taken_from
