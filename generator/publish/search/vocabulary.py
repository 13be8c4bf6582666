"""The words of a bundle: documents in; out go those that are frequent, and those that tell nothing.

They are counted while Pagefind is at work on the same documents.
"""

import html
import re
from collections import Counter

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+")
_LONG = 4
"""Letters: a shorter word is not worth asking whether it was meant."""
_MOST = 12_000
"""In one bundle: about 40 kB, compressed."""
_MANY_PAGES = 1_000
"""To find fewer than these, and put them in order, takes a browser no time that a reader notes."""


class Vocabulary:
    """Counts the words of pages."""

    def __init__(self, pages: int) -> None:
        """Take how many pages there are."""
        self.forms: Counter[str] = Counter()
        """How often each word occurs, as it is written."""
        self.having: Counter[str] = Counter()
        """How many pages have each word, in small letters; not counted where they are few."""
        self._many = max(_MANY_PAGES, pages // 2)
        self._can_be_many = pages > self._many

    def add(self, page: str) -> None:
        """Count the words of a page, which is HTML."""
        words = _WORD.findall(html.unescape(_TAG.sub(" ", page)))
        self.forms.update(words)
        if self._can_be_many:
            self.having.update({word.lower() for word in words})

    def frequent(self) -> dict[str, int]:
        """Words of four letters and more, the more frequent first, and how often they occur.

        Each is written as it mostly is, and counted in any case of its letters.
        """
        counts: Counter[str] = Counter()
        best: dict[str, tuple[int, str]] = {}
        for form, count in self.forms.items():
            if len(form) >= _LONG and form.isalpha():
                word = form.lower()
                counts[word] += count
                best[word] = max(best.get(word, (0, "")), (count, form))
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST]
        return {best[word][1]: count for word, count in ordered}

    def common(self) -> list[str]:
        """The words that more than half of the pages have, where these are many, in small letters.

        They tell no page from another.
        """
        return sorted(word for word, count in self.having.items() if count > self._many)
