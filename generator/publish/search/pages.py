"""Pages that people have written, as search takes them."""

from collections.abc import Mapping
from typing import Any

from mkdocs.structure.pages import Page

from generator.output.search import SearchDocument, page_document


def own_document(page: Page) -> SearchDocument | None:
    """What search reads of a page that somebody has written; None where it asks to be left out."""
    if not is_searchable(page.meta):
        return None
    return page_document(page.file.dest_uri, str(page.title or ""), page.content or "")


def is_searchable(meta: Mapping[str, Any]) -> bool:
    """Whether search may read the page that somebody has written, by its front matter.

    Not with `search: {exclude: true}`, as Material has it, nor with `search: no`.
    """
    asked = meta.get("search")
    return not (asked.get("exclude") if isinstance(asked, dict) else asked is False)
