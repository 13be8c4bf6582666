"""From an article to the draft of a briefing: its text and metadata, who says what, the YAML.

Bytes of a page or a text file come in; out go an ArticleText, its direct quotations, and the text
of a draft that a person completes. Nothing is fetched and nothing is guessed: what an article does
not say is left out.
"""

from generator.content.rules import PLACEHOLDER
from generator.proof.drafting.draft import Draft, write_draft
from generator.proof.drafting.extraction import (
    ArticleText,
    NotAnArticleError,
    read_article_file,
)
from generator.proof.drafting.speech import Quotation, find_quotations

__all__ = [
    "PLACEHOLDER",
    "ArticleText",
    "Draft",
    "NotAnArticleError",
    "Quotation",
    "find_quotations",
    "read_article_file",
    "write_draft",
]
