"""One question to one host: the head of the answer comes back, and its body bit by bit.

Every connection passes through here, goes to an address that `public` let through, and ends at a
deadline, whatever the other side does. Proxies that the environment names are not used: a proxy
looks names up itself, and what it contacts nobody here could check. There are no cookies, no
credentials, and no connection serves two questions.
"""

import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from generator.web.public import NotPublicError

PublicAddresses = Callable[[str, int], list[str]]
"""Host and port to the addresses that may be contacted, see `public_addresses`."""

_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_PIECE = 65_536
_GZIP = zlib.MAX_WBITS | 16
_GZIP_START = b"\x1f\x8b"


class NoSuchNameError(Exception):
    """The host's name is not known."""


class UnreadableError(Exception):
    """The body is packed in a way that was not asked for, or wrongly; the message says how."""


@dataclass(frozen=True)
class Response:
    """The head of an answer, and the way to its body."""

    status: int
    headers: httpx.Headers
    body: Iterator[bytes]
    """The body as it was before it was packed, in pieces of a bounded size."""


@contextmanager
def ask(
    url: httpx.URL,
    *,
    user_agent: str,
    addresses: PublicAddresses,
    deadline: float,
    connect: float,
    read: float,
    trust: ssl.SSLContext,
) -> Iterator[Response]:
    """Ask for the page at the address, until `deadline` on the monotonic clock.

    Raises NotPublicError, NoSuchNameError, UnreadableError, and the exceptions of httpcore.
    """
    network = _Network(addresses, deadline)
    with (
        httpcore.ConnectionPool(ssl_context=trust, network_backend=network) as pool,
        pool.stream(
            "GET",
            httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": user_agent,
                "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
                "Accept-Encoding": "gzip",
                "Connection": "close",
            },
            extensions={"timeout": {"connect": connect, "read": read, "write": read}},
        ) as response,
    ):
        headers = httpx.Headers(response.headers)
        packing = headers.get("content-encoding", "").strip().lower()
        yield Response(response.status, headers, _unpacked(response.iter_stream(), packing))


def _unpacked(pieces: Iterable[bytes], packing: str) -> Iterator[bytes]:
    """The pieces unpacked, none larger than a set size: a few bytes may stand for millions."""
    if packing in {"", "identity"}:
        yield from pieces
        return
    if packing not in {"gzip", "x-gzip"}:
        raise UnreadableError(f"the answer is packed as {packing[:20]}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=_GZIP)
    has_begun = False
    try:
        for piece in pieces:
            rest, has_begun = piece, True
            while rest:
                if unpacker.eof:
                    if not rest.startswith(_GZIP_START):
                        break
                    unpacker = zlib.decompressobj(wbits=_GZIP)
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    except zlib.error as error:
        raise UnreadableError("the answer is not packed as it says") from error
    if has_begun and not unpacker.eof:
        raise UnreadableError("the answer is cut off")


class _Network(httpcore.NetworkBackend):
    """Connects to public addresses only, until a deadline."""

    def __init__(self, addresses: PublicAddresses, deadline: float) -> None:
        self.addresses = addresses
        self.deadline = deadline
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *_: Any, **__: Any
    ) -> httpcore.NetworkStream:
        try:
            found = self.addresses(host, port)
        except socket.gaierror as error:
            if error.errno in _NO_SUCH_NAME:
                raise NoSuchNameError from error
            raise httpcore.ConnectError(error) from error
        failure: Exception = NotPublicError(f"{host} has no address")
        for address in found:
            try:
                left = _left(timeout, self.deadline, httpcore.ConnectTimeout)
                return _Stream(self.plain.connect_tcp(address, port, left), self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class _Stream(httpcore.NetworkStream):
    """A connection that ends at a deadline."""

    def __init__(self, plain: httpcore.NetworkStream, deadline: float) -> None:
        self.plain = plain
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.plain.read(max_bytes, _left(timeout, self.deadline, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.plain.write(buffer, _left(timeout, self.deadline, httpcore.WriteTimeout))

    def close(self) -> None:
        self.plain.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(timeout, self.deadline, httpcore.ConnectTimeout)
        secure = self.plain.start_tls(ssl_context, server_hostname, left)
        return _Stream(secure, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.plain.get_extra_info(info)


def _left(timeout: float | None, deadline: float, error: type[Exception]) -> float:
    """How long this step may take."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise error("the time is up")
    return left if timeout is None else min(timeout, left)
