"""What stands raised or lowered in a page becomes characters: `10<sup>2</sup>` becomes 10².

The root element of a parsed page comes in, and is changed. Without its element an exponent would
run into the number before it. Only numbers and signs are written anew, in characters that
`proof.tokens` knows; letters (`5<sup>th</sup>`) stand as they are. A raised link to a place in the
page is a footnote's mark, which is none of the article's words.
"""

from typing import Any

import regex
from lxml import etree  # type: ignore[import-untyped]

_NUMBER = regex.compile(r"[+−–-]?\d+(?:[.,]\d+)*[+−–-]?|[+−–-]")
SUPERSCRIPTS = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_SUBSCRIPTS = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_NOTES = regex.compile(r"\d+(?:\s*[,;–-]\s*\d+)+|([\[(])\d+(?:\s*[,;–-]\s*\d+)*[\])]")
"""The numbers of footnotes, where there are several or they stand in brackets."""
_BEARER = regex.compile(r"[\p{L}\p{M}\p{N})\]]")
"""What a raised number may belong to; behind a point it is the cents of a price."""


def write_raised(root: Any) -> None:
    """Write the page's superscripts and subscripts as characters, and drop its footnote marks."""
    for mark in [one for one in root.iterdescendants("sup") if _is_footnote_mark(one)]:
        if mark.getparent() is not None:  # else it went with the one in which it stood
            mark.drop_tree()
    written, before = {}, ""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            before = (element.tail or before)[-1:]
            continue
        if element.tag in {"sup", "sub"} and element is not root:
            written[element] = _as_characters(element, before)
        before = (element.text or before)[-1:]
    for element, text in written.items():
        if text and element.getparent() is not None:
            element.clear(keep_tail=True)
            element.text = text
            element.drop_tag()


def _is_footnote_mark(element: Any) -> bool:
    """Whether it is a link, and nothing else, to a place in the page."""
    links = element.xpath("(.//a | ancestor::a)[contains(@href, '#')]")
    return any(_label(link) == _label(element) for link in links)


def _label(element: Any) -> str:
    """The text of the element without brackets."""
    return "".join(element.itertext()).strip("[]() \n")


def _as_characters(element: Any, before: str) -> str:
    """The text of the element behind this character, or nothing where it stays as it is."""
    number = "".join(element.itertext()).strip()
    if element.tag == "sup" and _NOTES.fullmatch(number) and _BEARER.match(before):
        bare = "".join(number.strip("[]()").split()).replace(";", ",")
        return f"^{bare}" if number[0].isdigit() else f"[{bare}]"
    if not _NUMBER.fullmatch(number) or not _BEARER.match(before):
        return ""
    if element.tag == "sub":
        return number.translate(_SUBSCRIPTS)
    if (element.tail or "").strip() in {"/", "⁄"}:
        return f" {number}"  # the numerator of 2 1/2
    raised = number.translate(SUPERSCRIPTS)
    return f"^{number}" if regex.search(r"[\p{Nd}.,]", raised) else raised
