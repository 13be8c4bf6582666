"""What must hold of entries that are dated: each comes after the briefing and the one above it."""

import datetime
from collections.abc import Iterator, Sequence

from generator.content.document import Document
from generator.problems import Field, Problem


def check_order(
    document: Document, way: Field, dates: Sequence[datetime.date], begun: datetime.date
) -> Iterator[Problem]:
    """The entries of the list at `way` that lie before one above, or before the briefing's day."""
    latest, what = begun, "the briefing itself"
    hint = "mend this date, or the date of the briefing"
    for place, date in enumerate(dates):
        if date < latest:
            yield document.problem(
                (*way, place, "date"), f"{date} lies before {latest}, the date of {what}", hint
            )
        else:
            latest, what, hint = date, "the entry above", "put the oldest first"
