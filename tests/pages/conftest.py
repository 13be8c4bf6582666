"""The hostile sites that a browser visits."""

from pathlib import Path

import pytest

from tests.hostile.sites import built_sites


@pytest.fixture(scope="session")
def hostile_sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All hostile sites by name."""
    return built_sites(tmp_path_factory.getbasetemp() / "hostile")
