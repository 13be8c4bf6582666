"""Values as YAML that reads back as they are: text in, lines out.

A short text stands as it is where nothing in it can be read as YAML, else within straight double
quotation marks; a long one, or a quotation, stands below `text: >`, folded at single spaces, which
reads back as one line. A line that begins with `#` would look like a comment there, so such a text
stands within quotation marks. No line is folded in scripts without spaces, as a fold is a space.
"""

import re
import textwrap

from generator.drafting.article.encoding import clean

WIDTH = 100
_PLAIN = re.compile(
    r"[^\W_](?:[^\n\t:#\[\]{}&*!|>'\"%@`,\\]|,(?=\s)|:(?=[^\s:])|(?<=\S)#(?=\S))*\Z"
)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef]"
)
_CURLY = "“”„‟«»‘’‚‹›「『"


def inline(text: str) -> str:
    """The text on one line, within quotation marks where it must."""
    text = one_line(text)
    if _PLAIN.match(text) and not text.endswith((":", " ")) and text[0] not in _CURLY + "-?":
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(name: str, text: str, indent: str) -> list[str]:
    """The field with its text folded below `>`; paragraphs of the text stay paragraphs."""
    paragraphs = [one_line(part) for part in text.split("\n")]
    paragraphs = [part for part in paragraphs if part]
    lines: list[str] = []
    for number, part in enumerate(paragraphs):
        if number:
            lines.append("")
        lines += (
            textwrap.wrap(
                part, WIDTH, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
            )
            if " " in part
            else [part]
        )
    if not lines or any(
        line.lstrip()[:1] == "#" or (not line.isprintable() and line) for line in lines
    ):
        return [f"{indent}{name}: {inline(' '.join(paragraphs))}"]
    return [f"{indent}{name}: >", *(f"{indent}  {line}" if line else "" for line in lines)]


def one_line(text: str) -> str:
    """The text with single spaces and without what nobody sees."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", _UNSEEN.sub("", clean(text))).strip(" ")


def comment(text: str, indent: str = "") -> str:
    """A comment of one line."""
    return f"{indent}# {one_line(text)}"
