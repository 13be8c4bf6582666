"""What is known of the site by those who make the files beside its pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.content.library import Library
from generator.output.lists import Plan


@dataclass(frozen=True)
class Known:
    """The site before it is made."""

    library: Library
    plans: Sequence[Plan]
    """All list pages."""
    own_pages: Sequence[str]
    """The source paths of the pages that somebody has written."""
    site_url: str
    """The site's own address, or nothing where it is not known."""
    url: Callable[[str], str]
    """Gives the address of a page, from the root of the site and encoded, by its source path."""
