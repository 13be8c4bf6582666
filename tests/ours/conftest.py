"""The site of this repository's own briefings, for a browser.

These tests are about what stands in them: a fork with other briefings deletes this folder.
"""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.pages.serving import served
from tests.publish.sites import BIN, ROOT, run

PREFIXES = ("/", "/repo/")


@pytest.fixture(scope="session")
def real_sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The address of the repository's own site, by the prefix that it is built for."""
    folder = tmp_path_factory.mktemp("real")
    with ExitStack() as stack:
        addresses = {}
        for prefix in PREFIXES:
            site = folder / (prefix.strip("/") or "root") / "site"
            site.parent.mkdir()
            address = f"https://briefings.example{prefix}"
            command = (BIN / "mkdocs", "build", "--quiet", "--site-dir", site)
            run(
                *command, cwd=ROOT, env={"SITE_URL": address, "REPO_URL": "https://git.example/a/b"}
            )
            addresses[prefix] = stack.enter_context(served(site, prefix))
        yield addresses


@pytest.fixture(params=PREFIXES)
def site(request: pytest.FixtureRequest, real_sites: dict[str, str]) -> str:
    """The address of the repository's own site, under each prefix."""
    return real_sites[request.param]


@pytest.fixture
def root_site(real_sites: dict[str, str]) -> str:
    """The address of the repository's own site at the root of a host."""
    return real_sites["/"]
