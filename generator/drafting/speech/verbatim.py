"""Words as a quotation gives them: not broken by lines, and held against the article."""

import regex

from generator.proof.article import Article
from generator.proof.quotes import read_stretches
from generator.proof.tokens import read_tokens

ELISION = " [...] "
"""Joins what stands apart in the article; the check knows it."""


_SOFT_HYPHEN = regex.compile(r"\xad(?:[ \t]*\n[ \t]*)?")
_BROKEN = regex.compile(r"(?<!\p{L})(\p{L}++)-[ \t]*\n[ \t]*(\p{L}++)")


def unbroken(text: str) -> str:
    """The text without hyphens that only part a word, and with those of its own at a line end.

    Its own is a hyphen before a capital, and one that the word has elsewhere in the text.
    """
    text = _SOFT_HYPHEN.sub("", text)

    def whole(match: "regex.Match[str]") -> str:
        hyphenated = f"{match[1]}-{match[2]}"
        own = match[2][0].isupper() or hyphenated in text
        return hyphenated if own else match[1] + match[2]

    return _BROKEN.sub(whole, text)


def folded(text: str) -> str:
    """The text with each run of white space made one space."""
    return " ".join(regex.split(r"[ \t\n\r\f\v]+", text)).strip()


def paragraphs_kept(text: str) -> str:
    """The text with white space made single, its paragraphs kept; none begins in lower case."""
    return "\n".join(filter(None, map(folded, regex.split(r"\n(?!\s*\p{Ll})", text))))


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
