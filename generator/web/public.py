"""Which hosts may be contacted: a host's name comes in, its public network addresses go out.

An address in a briefing, or in a redirect, may have been written to make this machine ask something
that only it can reach. So a name is looked up once, every address it has is judged, and whoever
connects does so to an address from here, never to a name: a second look-up could answer otherwise.
"""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Iterable[str]]
"""Host and port to the host's network addresses, as texts; raises OSError as getaddrinfo does."""

LOOK_UP_SECONDS = 10.0
"""A look-up that takes longer has failed."""

_PORTS = frozenset({80, 443})
_FIRST_FREE_PORT = 1024
_PRIVATE_NAME = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa)$"
)
_NUMBER_AT_THE_END = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")
_NOT_PUBLIC_4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a provider's customers
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, and where clouds keep secrets
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays to IPv6
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
]
_PUBLIC_6 = IPv6Network("2000::/3")
_NOT_PUBLIC_6 = [
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, tunnels with an IPv4 address inside
        "2001:db8::/32",  # documentation
        "2002::/16",  # tunnels with an IPv4 address inside
        "3fff::/20",  # documentation
    )
]
_TRANSLATED = IPv6Network("64:ff9b::/96")


class NotPublicError(Exception):
    """The host is not one that everybody can reach; the message says why."""


def public_addresses(
    host: str, port: int, *, resolve: Resolve, allow: Sequence[Network] = ()
) -> list[str]:
    """The network addresses of the host, all of them public.

    Raises NotPublicError where the name or one of the addresses is not, and OSError where the name
    cannot be looked up. `allow` opens networks that are not public.
    """
    host = host.rstrip(".").lower()
    if port not in _PORTS and port < _FIRST_FREE_PORT:
        raise NotPublicError(f"no public page stands at port {port}")
    if address := _literal(host):
        found = [address]
    else:
        if _NUMBER_AT_THE_END.search(host):
            raise NotPublicError(f"{host} is a number, not the name of a host")
        if "." not in host or _PRIVATE_NAME.search(host):
            raise NotPublicError(f"{host} is a name of this machine or its network")
        found = [ipaddress.ip_address(text) for text in resolve(host, port)]
    for address in found:
        if not (is_public(address) or _is_allowed(address, allow)):
            raise NotPublicError(f"{host} leads to {address}, which is not public")
    return [str(address) for address in dict.fromkeys(found)]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet could reach the address.

    An IPv6 address that stands for an IPv4 address is judged by that one.
    """
    address = _plain(address)
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


def look_up(host: str, port: int) -> list[str]:
    """The host's addresses as this machine knows them; raises OSError, also after a set time."""
    found: list[str] = []
    failures: list[OSError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            failures.append(error)
        except UnicodeError:
            failures.append(socket.gaierror(socket.EAI_NONAME, "not the name of a host"))
        else:
            found.extend(str(answer[4][0]) for answer in answers)

    # The system's look-up cannot be interrupted, so a thread that nobody waits for makes it.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(LOOK_UP_SECONDS)
    if failures:
        raise failures[0]
    if not found:
        raise socket.gaierror(socket.EAI_AGAIN, "the look-up took too long")
    return found


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _plain(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _TRANSLATED:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_allowed(address: IPv4Address | IPv6Address, allow: Sequence[Network]) -> bool:
    return any(_plain(address) in network for network in allow)
