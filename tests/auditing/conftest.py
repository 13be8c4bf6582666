from collections.abc import Iterator

import pytest

from tests.auditing.web import Web, serve


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as web:
        yield web
        assert all(name.endswith(".example") for name in web.looked_up)
