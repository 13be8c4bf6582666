import email.utils
import gzip
import socket
import ssl
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

from generator.web.fetching import Answer, Failure, Fetcher, name_agent
from tests.auditing.web import AGENT, LOOPBACK, QUICK, Reply, Web, redirect, serve

ONCE = replace(QUICK, attempts=1)


def test_a_page_is_fetched(web: Web) -> None:
    address = web.put("a.example/page?x=1", Reply(body="<p>Hello</p>"))
    answer = web.fetcher().fetch(address + "#part")
    assert answer == Answer(
        address + "#part",
        address + "#part",
        status=200,
        content_type="text/html; charset=utf-8",
        content=b"<p>Hello</p>",
    )
    assert web.asked == ["a.example/page?x=1"]
    assert web.looked_up == ["a.example"]


def test_the_question_names_the_site_and_holds_no_secret(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine a.example login me password secret")
    monkeypatch.setenv("NETRC", str(netrc))
    cookie = {"Set-Cookie": "id=1; Path=/", "Location": "/there"}
    web.put("a.example/there", Reply(body="x"))
    web.fetcher().fetch(web.put("a.example/", Reply(302, headers=cookie)))
    assert len(web.headers) == 2
    for headers in web.headers:
        assert headers["user-agent"] == AGENT
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_proxies_of_the_environment_are_not_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        answer = web.fetcher().fetch(web.put("a.example/", Reply(body="x")))
    assert answer.content == b"x"
    assert proxy.asked == []


@pytest.mark.parametrize("site", [None, "https://briefings.example/"])
def test_the_agent_is_named(site: str | None) -> None:
    assert name_agent(site).startswith("briefings/")
    assert (site or "briefings") in name_agent(site)


# Redirects


def test_redirects_are_followed(web: Web) -> None:
    first = web.put("a.example/1", redirect("/2"))
    web.put("a.example/2", redirect("//b.example:%d/3#there" % web.port, 308))  # noqa: UP031 - an address holds no braces
    last = web.put("b.example/3", Reply(body="x"))
    answer = web.fetcher().fetch(first)
    assert (answer.final, answer.permanent, answer.content) == (last, True, b"x")


def test_a_redirect_that_is_not_for_good_moves_nothing(web: Web) -> None:
    web.put("a.example/2", redirect("/3", 302))
    web.put("a.example/3", Reply(body="x"))
    answer = web.fetcher().fetch(web.put("a.example/1", redirect("/2", 301)))
    assert (answer.final, answer.permanent) == (web.address("a.example/3"), False)


@pytest.mark.parametrize("kind", ["circle", "itself", "endless"])
def test_redirects_end(web: Web, kind: str) -> None:
    start = web.put("a.example/0", redirect("/0" if kind == "itself" else "/1"))
    web.put("a.example/1", redirect("/0" if kind == "circle" else "/2"))
    for number in range(2, 20):
        web.put(f"a.example/{number}", redirect(f"/{number + 1}"))
    answer = web.fetcher().fetch(start)
    assert answer.failure == "redirects"
    assert answer.message == "the redirects go in a circle, or on and on"
    assert len(web.asked) <= 6


@pytest.mark.parametrize(
    ("location", "failure"),
    [
        ("http://10.0.0.1/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://[::1]:{other}/", "private"),
        ("http://[::ffff:127.0.0.1]:22/", "private"),
        ("http://127.0.0.2:{other}/", "private"),
        ("http://127.2:{other}/", "private"),
        ("http://2130706434:{other}/", "private"),
        ("http://localhost:{other}/", "private"),
        ("http://hidden.example:{other}/", "private"),
        ("http://①②⑦.⓪.⓪.②:{other}/", "address"),
        ("https://10.0.0.1/", "private"),
        ("http://a.example:22/", "private"),
        ("http://me:secret@a.example/", "address"),
        ("file:///etc/passwd", "address"),
        ("gopher://a.example/", "address"),
        ("javascript:alert(1)", "address"),
        ("http://[::1", "address"),
    ],
)
@pytest.mark.parametrize("status", [301, 307])
def test_a_redirect_leads_nowhere_that_is_not_public(
    web: Web, location: str, failure: Failure, status: int
) -> None:
    web.addresses["hidden.example"] = ["127.0.0.2"]
    location = location.format(other=web.port).encode().decode("latin-1")
    answer = web.fetcher().fetch(web.put("a.example/", redirect(location, status)))
    assert (answer.failure, answer.content) == (failure, b"")
    assert web.asked == ["a.example/"]


@pytest.mark.parametrize("host", ["127.0.0.2", "::1"])
def test_a_server_that_is_not_public_is_not_contacted(web: Web, host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with serve(host, family) as other:
            other.put(f"[{host}]/" if ":" in host else f"{host}/", Reply(body="secret"))
            target = f"http://{f'[{host}]' if ':' in host else host}:{other.port}/"
            web.addresses["hidden.example"] = [host]
            named = f"http://hidden.example:{other.port}/"
            for way in (target, named, web.put("a.example/", redirect(target))):
                assert web.fetcher().fetch(way).failure == "private"
            open_to_all = Fetcher(AGENT, limits=QUICK, resolve=web.resolve)
            assert open_to_all.fetch(web.address("a.example/")).failure == "private"
            assert other.asked == []
    except OSError:
        pytest.skip(f"this machine has no {host}")
    assert web.asked == ["a.example/"]


def test_a_second_look_up_cannot_lead_elsewhere(web: Web) -> None:
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    fetcher = Fetcher(AGENT, limits=QUICK, resolve=lambda *_: answers.pop(0), allow=LOOPBACK)
    assert fetcher.fetch(web.put("a.example/", Reply(body="x"))).content == b"x"
    assert answers == [["10.0.0.1"]]


def test_only_the_argument_opens_this_machine(web: Web) -> None:
    answer = Fetcher(AGENT, limits=QUICK).fetch(f"http://127.0.0.1:{web.port}/")
    assert answer.failure == "private"
    assert answer.message == ("not contacted: 127.0.0.1 leads to 127.0.0.1, which is not public")
    assert web.asked == []


# Failures


def test_a_name_that_is_not_known(web: Web) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    answer = Fetcher(AGENT, limits=QUICK, resolve=unknown).fetch("http://a.example/")
    assert (answer.failure, answer.message) == ("no-name", "the name a.example is not known")


def test_a_look_up_that_fails_for_now(web: Web) -> None:
    def busy(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    answer = Fetcher(AGENT, limits=QUICK, resolve=busy).fetch("http://a.example/")
    assert answer.failure == "unreachable"


def test_nobody_listens(web: Web) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    answer = web.fetcher(ONCE).fetch(f"http://a.example:{port}/")
    assert answer.failure == "unreachable"
    assert answer.message == "no connection to the host could be made"


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(1.0)


def dripping_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(30):
        handler.wfile.write(b"X")
        handler.wfile.flush()
        time.sleep(0.1)


def dripping_body(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(30):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 10_000)


def endless_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"X-More: " + b"x" * 10_000 + b"\r\n")


def hints_only(handler: BaseHTTPRequestHandler) -> None:
    while True:
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        time.sleep(0.01)


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this")


def gibberish(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")


BOMB = gzip.compress(b"\0" * 50_000_000, 9)
FAILING: dict[str, tuple[object, Failure]] = {
    "silent": (silent, "timeout"),
    "dripping head": (dripping_head, "timeout"),
    "dripping body": (dripping_body, "timeout"),
    "hints only": (hints_only, "timeout"),
    "endless": (endless, "too-large"),
    "endless head": (endless_head, "unreachable"),
    "huge": (Reply(body="x" * 300_000), "too-large"),
    "bomb": (Reply(body=BOMB, headers={"Content-Encoding": "gzip"}), "too-large"),
    "cut off": (cut_off, "unreachable"),
    "gibberish": (gibberish, "unreachable"),
    "half of it": (
        Reply(body=gzip.compress(b"x" * 999)[:-9], headers={"Content-Encoding": "gzip"}),
        "unreadable",
    ),
    "no gzip": (Reply(body="xyz", headers={"Content-Encoding": "gzip"}), "unreadable"),
    "not asked for": (Reply(body="x", headers={"Content-Encoding": "br"}), "unreadable"),
}


@pytest.mark.parametrize("name", FAILING)
def test_an_answer_that_does_no_good_costs_little(web: Web, name: str) -> None:
    reply, failure = FAILING[name]
    assert callable(reply)
    start = time.monotonic()
    answer = web.fetcher(ONCE).fetch(web.put("a.example/", reply))
    assert time.monotonic() - start < 1.4
    assert (answer.failure, answer.content) == (failure, b"")
    assert answer.message


def test_a_bomb_is_unpacked_bit_by_bit(web: Web) -> None:
    twice = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    reply = Reply(body=twice, headers={"Content-Encoding": "gzip"})
    assert web.fetcher().fetch(web.put("a.example/", reply)).content == b"one two"


@pytest.mark.parametrize("address", ["", "a.example", "ftp://a.example/", "http://[::1", "http://"])
def test_what_is_no_address_is_not_asked(web: Web, address: str) -> None:
    assert web.fetcher().fetch(address).failure == "address"
    assert web.looked_up == []


# Pace


def test_a_host_that_is_busy_is_asked_again_when_it_says(web: Web) -> None:
    busy = Reply(429, headers={"Retry-After": "1"})
    answer = web.fetcher().fetch(web.put("a.example/", busy, Reply(body="x")))
    assert answer.content == b"x"
    assert web.times[1] - web.times[0] >= 0.95


def test_a_host_that_is_busy_until_a_moment(web: Web) -> None:
    moment = email.utils.formatdate(time.time() + 1.5, usegmt=True)
    busy = Reply(503, headers={"Retry-After": moment})
    answer = web.fetcher().fetch(web.put("a.example/", busy, Reply(body="x")))
    assert answer.content == b"x"


@pytest.mark.parametrize("wait", ["3600", "soon", "-1", "9" * 400])
def test_a_host_that_is_busy_for_long_is_let_alone(web: Web, wait: str) -> None:
    start = time.monotonic()
    answer = web.fetcher().fetch(web.put("a.example/", Reply(429, headers={"Retry-After": wait})))
    assert answer.status == 429
    assert time.monotonic() - start < 1
    assert len(web.asked) == (1 if wait[0].isdigit() else 2)


def test_a_slow_answer_is_asked_for_again(web: Web) -> None:
    answer = web.fetcher().fetch(web.put("a.example/", silent, Reply(body="x")))
    assert answer.content == b"x"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 451, 500])
def test_an_answer_that_will_not_change_is_asked_for_once(web: Web, status: int) -> None:
    answer = web.fetcher().fetch(web.put("a.example/", Reply(status, "no")))
    assert (answer.status, answer.failure, answer.content) == (status, None, b"")
    assert len(web.asked) == 1


def test_one_host_is_asked_one_at_a_time_with_a_pause(web: Web) -> None:
    web.delay = 0.02
    fetcher = web.fetcher(replace(QUICK, pause=0.05))
    target = web.put("b.example/", Reply(body="x"))
    addresses = [web.put(f"{name}.example/", redirect(target, 302)) for name in "acdefg"]
    threads = [threading.Thread(target=fetcher.fetch, args=(one,)) for one in addresses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert web.most_at_one_host == 1
    times = [when for name, when in zip(web.asked, web.times, strict=True) if name == "b.example/"]
    assert len(times) == 6
    assert all(b - a >= 0.06 for a, b in pairwise(times))


# Certificates


@pytest.mark.parametrize("case", ["right", "other name", "nobody's"])
def test_a_certificate_must_be_the_hosts(
    tmp_path: Path, case: Literal["right", "other name", "nobody's"]
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    name = "a.example" if case == "right" else "b.example"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    try:
        subprocess.run(
            [*command, "-keyout", key, "-out", certificate], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine has no openssl that makes certificates")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    named: list[str | None] = []
    server.sni_callback = lambda _, name, __: named.append(name)
    trust = ssl.create_default_context(cafile=None if case == "nobody's" else certificate)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer_once() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                secure = server.wrap_socket(connection, server_side=True)
                secure.recv(1000)
                secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
                secure.close()

        thread = threading.Thread(target=answer_once)
        thread.start()
        fetcher = Fetcher(
            AGENT, limits=ONCE, resolve=lambda *_: ["127.0.0.1"], allow=LOOPBACK, trust=trust
        )
        answer = fetcher.fetch(f"https://a.example:{listening.getsockname()[1]}/")
        thread.join()
    assert named == ["a.example"]
    if case == "right":
        assert answer.content == b"hi"
    else:
        assert answer.failure == "unreachable"
        assert answer.message.startswith("the host's certificate does not hold: ")
