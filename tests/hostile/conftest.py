"""The hostile sites, built once."""

from pathlib import Path

import pytest

from tests.hostile.sites import built_sites


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All hostile sites and their innocent twins, by name; not to be changed."""
    return built_sites(tmp_path_factory.getbasetemp() / "hostile")
