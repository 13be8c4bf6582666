"""Everybody can read the site: axe finds nothing on any kind of page, in any width or colours."""

import pytest
from playwright.sync_api import Browser, Page

from tests.ours.test_site import KINDS
from tests.pages.serving import visit
from tests.publish.sites import ROOT

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text("utf-8")
RUN = """
async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap((one) =>
    one.nodes.map((node) => `${one.id}: ${node.target} ${node.failureSummary}`));
}
"""


def violations(page: Page) -> list[str]:
    """What axe finds on the page."""
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390], ids=["wide", "narrow"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(
    browser: Browser, root_site: str, kind: str, width: int, dark: bool
) -> None:
    with visit(browser, root_site, width=width, dark=dark) as visited:
        page = visited.open(KINDS[kind])
        assert violations(page) == []
