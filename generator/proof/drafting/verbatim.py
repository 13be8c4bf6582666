"""Words as a quotation gives them: white space folded, and held against the article."""

import regex

from generator.proof.article import Article
from generator.proof.quotes import read_stretches
from generator.proof.tokens import read_tokens

ELISION = " [...] "
"""Joins what stands apart in the article; the check knows it."""


def folded(text: str) -> str:
    """The text with each run of white space made one space."""
    return " ".join(regex.split(r"[ \t\n\r\f\v]+", text)).strip()


def paragraphs_kept(text: str) -> str:
    """The text with white space made single, its paragraphs kept."""
    return "\n".join(filter(None, map(folded, text.split("\n"))))


def comma_dropped(text: str) -> str:
    """The text less the comma that parts it from the words on who said it."""
    return text.rstrip(",，、 ")


def holds(article: Article, quoted: str) -> bool:
    """Whether the words stand in the article, its stretches one behind the other."""
    whole = read_tokens(quoted)
    if not whole.words:
        return False
    if article.find(whole):
        return True
    place = 0
    for stretch in read_stretches(quoted):
        if stretch.joint == "insertion":
            return False
        following = [end for start, end in article.find(stretch.tokens) if start >= place]
        if not following:
            return False
        place = min(following)
    return True
