"""A small web on 127.0.0.1: hosts by name, pages by path, and a record of all that is asked."""

import contextlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from typing import Any

from generator.web.fetching import Fetcher, Limits
from generator.web.public import Network

LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.1/32"),)
QUICK = Limits(
    connect=0.4, read=0.4, total=0.7, size=200_000, pause=0.0, back_off=0.01, longest_wait=2.0
)
AGENT = "briefings/test (+https://briefings.example/)"

Say = Callable[[BaseHTTPRequestHandler], None]


@dataclass(frozen=True)
class Reply:
    """An answer that the web gives."""

    status: int = 200
    body: str | bytes = ""
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "text/html; charset=utf-8"

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        body = self.body.encode() if isinstance(self.body, str) else self.body
        handler.send_response(self.status)
        headers = {"Content-Type": self.content_type, "Content-Length": str(len(body))}
        for name, value in (headers | self.headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


def redirect(location: str, status: int = 301) -> Reply:
    return Reply(status, headers={"Location": location})


class Web:
    """What the hosts answer, and what they were asked."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, list[Say]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.looked_up: list[str] = []
        self.addresses: dict[str, list[str]] = {}
        self.delay = 0.0
        self.most_at_once = 0
        self.most_at_one_host = 0
        self._now: Counter[str] = Counter()
        self._lock = threading.Lock()

    def put(self, name: str, *replies: Say) -> str:
        """Let `host/path` answer so, one after the other and the last for ever; its address."""
        self.pages[name] = list(replies)
        return self.address(name)

    def address(self, name: str) -> str:
        host, _, path = name.partition("/")
        return f"http://{host}:{self.port}/{path}"

    def resolve(self, host: str, port: int) -> list[str]:
        """Every name under .example is here, unless something else is set for it."""
        self.looked_up.append(host)
        if host in self.addresses:
            return self.addresses[host]
        assert host.endswith(".example"), f"{host} was looked up"
        return ["127.0.0.1"]

    def fetcher(self, limits: Limits = QUICK, allow: tuple[Network, ...] = LOOPBACK) -> Fetcher:
        return Fetcher(AGENT, limits=limits, resolve=self.resolve, allow=allow)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        host = handler.headers["Host"].rpartition(":")[0]
        name = f"{host}{handler.path}"
        with self._lock:
            self.asked.append(name)
            self.headers.append({key.lower(): value for key, value in handler.headers.items()})
            self.times.append(time.monotonic())
            self._now[host] += 1
            self.most_at_once = max(self.most_at_once, self._now.total())
            self.most_at_one_host = max(self.most_at_one_host, self._now[host])
            replies = self.pages.get(name, [Reply(404, "nothing here")])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
        time.sleep(self.delay)
        with self._lock:
            # Before the answer: who has read it may ask the next before this thread goes on.
            self._now[host] -= 1
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            reply(handler)


@contextmanager
def serve(address: str = "127.0.0.1", family: int | None = None) -> Iterator[Web]:
    """A web that listens at the address; raises OSError where it cannot."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            web.answer(self)

        def do_HEAD(self) -> None:
            self.send_error(405)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as in http.server
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 64
        daemon_threads = True
        address_family = family or ThreadingHTTPServer.address_family

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    server = Server((address, 0), Handler)
    web = Web(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
