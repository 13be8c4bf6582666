"""How fast a host is asked: one request at a time, a pause after each, a longer one if it says so.

Hosts are told apart by name. Nothing comes in but names; what goes out is the turn to ask.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager


class Pace:
    """Hands out the turns to ask hosts."""

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self._guard = threading.Lock()
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._next: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the turn to ask this host, and hold it."""
        with self._guard:
            turn = self._turns[host]
        with turn:
            time.sleep(max(0.0, self._next[host] - time.monotonic()))
            try:
                yield
            finally:
                self.postpone(host, self.pause)

    def postpone(self, host: str, seconds: float) -> None:
        """Let nobody ask this host for so many seconds from now."""
        self._next[host] = max(self._next[host], time.monotonic() + seconds)
