"""A text by lines and columns.

Most files are in order, so nobody asks where something stands in them: the text is taken apart
into lines only for the first who does.
"""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from generator.problems import Position


class Text:
    """The text of a file, with line feeds as line ends."""

    def __init__(self, content: str) -> None:
        self.content = content

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, at least one, without their ends."""
        return self.content.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))

    def position(self, offset: int) -> Position:
        """Where the character stands before which the text has so many others."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)
