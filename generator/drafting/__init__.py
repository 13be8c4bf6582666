"""From an article to the draft of a briefing: its text and metadata, who says what, the YAML.

Bytes of a page or a text file come in; out go an ArticleText (`article`), its direct quotations
(`speech`), and the text of a draft that a person completes (`draft`). Nothing is fetched and
nothing is guessed: what an article does not say is left out.
"""

from generator.drafting.article.extraction import (
    ArticleText,
    NotAnArticleError,
    read_article_file,
)
from generator.drafting.draft import Draft, write_draft
from generator.drafting.speech.quotations import Quotation, find_quotations

__all__ = [
    "ArticleText",
    "Draft",
    "NotAnArticleError",
    "Quotation",
    "find_quotations",
    "read_article_file",
    "write_draft",
]
