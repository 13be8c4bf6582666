import ipaddress
import socket

import pytest

from generator.web.public import NotPublicError, is_public, look_up, public_addresses

NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.170",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%1",
    "fec0::1",
    "ff02::1",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "172.32.0.1", "223.255.255.1", "2606:4700::1111", "64:ff9b::101:101"]
)
def test_an_address_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def nobody(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "printer",
        "a.localhost",
        "printer.local",
        "metadata.google.internal",
        "router.home.arpa",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "0177.0.0.1",
        "127.0.0.01",
        "127.0.0.1.",
        "::1",
        "::ffff:7f00:1",
        "",
    ],
)
def test_a_host_is_refused_without_looking_it_up(host: str) -> None:
    with pytest.raises(NotPublicError):
        public_addresses(host, 80, resolve=nobody)


@pytest.mark.parametrize("port", [22, 25, 111, 445])
def test_a_port_of_other_services_is_refused(port: int) -> None:
    with pytest.raises(NotPublicError, match=f"no public page stands at port {port}"):
        public_addresses("gazette.example", port, resolve=nobody)


def test_one_address_that_is_not_public_refuses_the_host() -> None:
    with pytest.raises(NotPublicError) as caught:
        public_addresses("gazette.example", 443, resolve=lambda *_: ["1.1.1.1", "10.0.0.1"])
    assert str(caught.value) == "gazette.example leads to 10.0.0.1, which is not public"


def test_public_addresses_come_in_their_order_once() -> None:
    found = ["2606:4700::1111", "1.1.1.1", "1.1.1.1"]
    assert public_addresses("a.example", 443, resolve=lambda *_: found) == found[:2]


def test_the_look_up_of_this_machine_answers_or_raises() -> None:
    assert look_up("127.0.0.1", 80) == ["127.0.0.1"]
    with pytest.raises(socket.gaierror):
        look_up("a" * 64 + ".example", 80)
