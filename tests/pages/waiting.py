"""Waits for what a page comes to be."""

from time import monotonic

from playwright.sync_api import Page


def wait_until(page: Page, condition: str, seconds: float = 10) -> None:
    """Wait until the page's scripts say that this condition holds; fail when the time is up.

    Playwright's own `wait_for_function` asks within the page from the second time on, and the
    pages' policy forbids that.
    """
    end = monotonic() + seconds
    while not page.evaluate(condition):
        assert monotonic() < end, f"never became true: {condition}"
        page.wait_for_timeout(20)
