"""What a page's markup says is written as a reader sees it, before its text is looked for.

The root element of a parsed page comes in, and is changed. What no reader sees goes: hidden
elements, words for screen readers, the readings of characters; so does what is struck out, and what
stands around an article. The dash before who is quoted becomes a character.
"""

from typing import Any

import regex

_UNSEEN = (
    "//*[starts-with(@id, 'wm-ipp') or @id='donato' or self::nav or self::aside or self::form"
    " or self::footer or self::del or self::s or self::strike or self::rt or self::rp or self::svg"
    " or @hidden or @aria-hidden='true' or contains($style, 'display:none')"
    " or contains($style, 'visibility:hidden') or contains($style, 'line-through')]"
).replace("$style", "translate(@style, ' ', '')")
_FOR_SCREEN_READERS = regex.compile(
    r"(?:^|[\s_-])(?:sr-?only|(?:visually|visibility)-?hidden|hidden-?visually|screen-?reader\w*)"
    r"(?:$|[\s_-])",
    regex.I,
)
_QUOTED = "//figure[.//blockquote or .//table]"
_WHO_IS_QUOTED = (
    "//blockquote//footer | //blockquote/cite | //figure[.//blockquote]//figcaption"
    " | //blockquote//p[normalize-space()=normalize-space(cite)]/cite"
)
_WITHOUT_PARAGRAPHS = (
    "//*[(self::section or self::center) and normalize-space() and not(ancestor::p)"
    " and not(.//p or .//div or .//ul or .//ol or .//dl or .//table or .//pre or .//blockquote"
    " or .//article or .//section or .//center or .//h1 or .//h2 or .//h3 or .//h4 or .//h5)]"
)
_DASH = regex.compile(r"\s*\p{Dash}")
_NO_LETTERS = regex.compile(r"[^\p{L}\p{N}]+")


def write_as_shown(root: Any) -> None:
    """Drop what is not shown, and write what is shown of quotations by markup alone."""
    for form in root.xpath("//form[.//article or .//main or .//h1]"):
        form.tag = "div"  # some hosts put whole pages into one
    _drop_repetitions(root)
    for element in root.xpath(_WHO_IS_QUOTED):
        if not _DASH.match("".join(element.itertext())):
            element.text = f"— {element.text or ''}"
        if element.getparent().tag != "p":
            element.tag = "p"
    for figure in root.xpath(_QUOTED):
        figure.tag = "div"
    for word in root.xpath("//p//button | //p//code"):
        word.drop_tag()  # it stands in a sentence
    for block in root.xpath(_WITHOUT_PARAGRAPHS):
        block.tag = "p"
    for element in root.xpath(_UNSEEN) + list(filter(_is_for_screen_readers, root.xpath("//*"))):
        if element.getparent() is not None:
            element.drop_tree()


def _drop_repetitions(root: Any) -> None:
    """Drop the figures that quote words of the article again, to catch the eye."""
    figures = root.xpath("//figure[.//blockquote]")
    paragraphs = root.xpath("//p[not(ancestor::figure)]//text()") if figures else ()
    letters = _NO_LETTERS.sub("", "".join(paragraphs))
    for figure in figures:
        quoted = "".join(figure.xpath("(.//blockquote)[1]//text()[not(ancestor::cite)]"))
        if (once := _NO_LETTERS.sub("", quoted)) and once in letters:
            figure.drop_tree()


def _is_for_screen_readers(element: Any) -> bool:
    return bool(_FOR_SCREEN_READERS.search(element.get("class") or "")) and not element.xpath(
        ".//p"
    )
