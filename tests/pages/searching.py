"""Uses the search dialog as a reader does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect

from tests.pages.serving import visit

FIRST = 3
"""The results that a reader surely sees."""


def open_search(page: Page) -> Locator:
    """The dialog, opened by its key."""
    page.keyboard.press("/")
    dialog = page.locator("dialog.find")
    expect(dialog).to_be_visible()
    return dialog


@contextmanager
def searching(browser: Browser, address: str) -> Iterator[Page]:
    """A window with the dialog open."""
    with visit(browser, address) as visited:
        page = visited.open("")
        open_search(page)
        yield page
        assert visited.wrong == []


def ask(page: Page, query: str) -> None:
    """Put a query into the open dialog, and wait for the answer."""
    page.locator(".find__input").fill(query)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the results belong to what is asked."""
    expect(page.locator(".find__results")).to_have_attribute("aria-busy", "false")


def status(page: Page) -> str:
    """What the dialog says about its results."""
    return page.locator(".find__status").inner_text().strip()


def titles(page: Page) -> list[str]:
    """The titles of the results shown, in order."""
    return page.locator(".find__result h3").all_inner_texts()


def paths(page: Page) -> list[str]:
    """The addresses of the results shown, in order, without the host."""
    found: list[str] = page.locator(".find__result h3 a").evaluate_all(
        "(links) => links.map((link) => link.pathname)"
    )
    return found


def count(page: Page) -> int:
    """How many results the dialog says there are."""
    found = re.search(r"(\d+) results?\b", status(page))
    return int(found[1]) if found else 0


def box(page: Page, group: str, value: str) -> Locator:
    """The box of a value in a group of filters."""
    return page.locator(f'.find__filters input[name="{group}"][value="{value}"]')


def offered(page: Page, group: str) -> dict[str, int]:
    """The values that a group of filters offers, with the number of results of each."""
    found: dict[str, int] = page.locator(f'.find__filters input[name="{group}"]').evaluate_all(
        "(boxes) => Object.fromEntries(boxes.map((box) => "
        '[box.value, Number(box.closest("label").querySelector(".find__count").textContent)]))'
    )
    return found
