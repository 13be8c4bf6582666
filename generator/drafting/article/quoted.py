"""What a page gives as quoted by its element gets the marks that a browser shows around it.

The root element of a parsed page comes in, and is changed: `<q>We wait.</q>` becomes “We wait.”,
with the marks of the language that the nearest element names.
"""

from typing import Any

from lxml import etree  # type: ignore[import-untyped]

_MARKS = {
    "da": "»«",
    "de": "„“",
    "el": "«»",
    "es": "«»",
    "fr": "«»",
    "it": "«»",
    "ja": "「」",
    "nb": "«»",
    "nn": "«»",
    "no": "«»",
    "pl": "„”",
    "pt": "«»",
    "ru": "«»",
    "uk": "«»",
}
_OTHERWISE = "“”"
_INNER = "‘’"
_WRITTEN = tuple("\"'“”„«»‹›‘’‚「『")
"""With one of these the words begin, or what stands before them ends, where the page has the marks
itself."""


def write_quoted(root: Any) -> None:
    """Write the marks of each `<q>` as characters; one within another gets single ones."""
    for element in root.xpath("//q"):
        before = element.getprevious()
        left = element.getparent().text if before is None else before.tail
        if "".join(element.itertext()).strip().startswith(_WRITTEN) or (left or "").endswith(
            _WRITTEN
        ):
            continue
        languages = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
        language = languages[0].split("-")[0].lower() if languages else ""
        marks = _INNER if element.xpath("ancestor::q") else _MARKS.get(language, _OTHERWISE)
        element.text = f"{marks[0]}{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}{marks[1]}"
        else:
            element.text += marks[1]
    etree.strip_tags(root, "q")
