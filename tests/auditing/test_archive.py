import datetime
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.auditing.archive import ArchiveFound, find_archives
from generator.auditing.recording import CannotWriteError, with_archive, with_audit
from generator.content.document import read_document
from generator.content.library import Library
from generator.content.schema import Audit
from generator.proof.writing import replace_file
from tests.auditing.sources import NOW, PARAGRAPHS, briefing, library, page
from tests.auditing.web import Reply, Say, Web

COPY = "https://web.archive.org/web/20310401120000/https://gazette.example/tunnel"


def record(day: datetime.date, copy: str) -> Audit:
    return Audit.model_validate({"date": day.isoformat(), "copy": copy})


# The look-up

Find = Callable[[Library], list[ArchiveFound]]


@pytest.fixture
def find(web: Web) -> Find:
    def run(content: Library) -> list[ArchiveFound]:
        look_up = web.address("lookup.example/wayback/available")
        return list(find_archives(content, web.fetcher(), look_up=look_up, now=NOW))

    return run


def knows(web: Web, url: str, reply: Say) -> None:
    """Let the look-up answer so when asked for the copies of this address."""
    (day,) = ["20310401"]
    query = f"url={url.replace(':', '%3A').replace('/', '%2F')}&timestamp={day}"
    web.put(f"lookup.example/wayback/available?{query}", reply)


def closest(address: str, **more: object) -> Reply:
    values = {"available": True, "url": address, "timestamp": "20310401120000", "status": "200"}
    return Reply(
        body=json.dumps({"archived_snapshots": {"closest": values | more}}),
        content_type="application/json",
    )


URL = "https://gazette.example/tunnel"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_copy_is_found(web: Web, find: Find, tmp_path: Path, scheme: str) -> None:
    knows(web, URL, closest(COPY.replace("https://web", f"{scheme}://web")))
    content = library(
        tmp_path,
        tunnel=briefing(URL, paragraphs=None),
        has_one=briefing("https://a.example/", "https://b.example/", paragraphs=None),
        nowhere=briefing(None, paragraphs=None),
    )
    (found,) = find(content)
    assert (found.entry.key, found.address, found.reason) == ("2031/tunnel", COPY, "")
    asked = parse_qs(urlsplit(web.asked[0]).query)
    assert asked == {"url": [URL], "timestamp": ["20310401"]}
    assert web.looked_up == ["lookup.example"]


NO_COPY: dict[str, tuple[Say, str]] = {
    "none": (Reply(body='{"archived_snapshots": {}}'), "there is no archived copy"),
    "of an error": (closest(COPY, status="404"), "there is no archived copy"),
    "not there": (closest(COPY, available=False), "there is no archived copy"),
    "elsewhere": (
        closest("https://evil.example/web/20310401120000/" + URL),
        "the look-up names a copy of another address",
    ),
    "of another": (
        closest("https://web.archive.org/web/20310401120000/https://evil.example/"),
        "the look-up names a copy of another address",
    ),
    "in lines": (
        closest(COPY + "\nkey: value"),
        "the look-up names a copy of another address",
    ),
    "a script": (closest("javascript:alert(1)"), "the look-up names a copy of another address"),
    "a number": (closest("", url=5), "the look-up failed: its answer cannot be read"),
    "no JSON": (Reply(body="<html>"), "the look-up failed: its answer cannot be read"),
    "a list": (Reply(body="[]"), "the look-up failed: its answer cannot be read"),
    "deep": (Reply(body="[" * 100_000), "the look-up failed: its answer cannot be read"),
    "busy": (
        Reply(503, headers={"Retry-After": "999"}),
        "the look-up failed: it answers with the status 503",
    ),
    "huge": (Reply(body=" " * 300_000), "the look-up failed: the page has more than 0.2 MB"),
}


@pytest.mark.parametrize("name", NO_COPY)
def test_no_copy_is_found(web: Web, find: Find, tmp_path: Path, name: str) -> None:
    reply, reason = NO_COPY[name]
    knows(web, URL, reply)
    (found,) = find(library(tmp_path, tunnel=briefing(URL, paragraphs=None)))
    assert (found.address, found.reason) == ("", reason)


def test_a_look_up_that_is_down_is_let_alone(web: Web, find: Find, tmp_path: Path) -> None:
    files = {f"b{n}": briefing(f"{URL}{n}", paragraphs=None) for n in range(6)}
    found = find(library(tmp_path, **files))  # the web of the test knows no such page: 404
    assert len(web.asked) == 3
    assert [one.reason for one in found] == [
        *["the look-up failed: it answers with the status 404"] * 3,
        *["not looked up: the look-up failed 3 times in a row"] * 3,
    ]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(body=page()), ""),
        (Reply(403), ""),
        (Reply(404), "the host does not find it (404); dead, if that is still so in a day"),
        (
            Reply(body=page(["Before you go on, accept our cookies."], "The Gazette")),
            "no passage of the source stands there: a notice before it, or another text",
        ),
        (
            Reply(body=page(one.replace("2035", "2036") for one in PARAGRAPHS)),
            "it lacks quotes[0].text",
        ),
    ],
)
def test_a_copy_is_compared(web: Web, find: Find, tmp_path: Path, reply: Say, reason: str) -> None:
    copy = web.put(f"lookup.example/web/20310401120000/{URL}", reply)
    knows(web, URL, closest(copy))
    (found,) = find(library(tmp_path, tunnel=briefing(URL)))
    expected = ("", f"{copy} does not do: {reason}") if reason else (copy, "")
    assert (found.address, found.reason) == expected


# Writing

SOURCES = {
    "plain": "source:\n  title: Tunnel\n  url: {}\n  kind: article\n",
    "quoted": "source:\n  url: '{}'\n  title: Tunnel\n",
    "double": 'source:\n    url: "{}"  # as printed\n    title: Tunnel\n',
    "comment": "source:\n  title: Tunnel\n  url:   {}   # archive: none yet\n  # note\n  kind: law",
    "last": "title: Tunnel\nsource:\n  title: Tunnel\n  url: {}",
    "first": "source:\n  url: {}\n\n\n  title: Tunnel\n",
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_address_is_written_below_the_url(name: str, line_end: str, mark: bytes) -> None:
    text = ("# Größe\n" + SOURCES[name].format(URL)).replace("\n", line_end)
    content = mark + text.encode()
    changed = with_archive(content, COPY)
    lines = text.split(line_end)
    place = next(number for number, line in enumerate(lines) if "url:" in line) + 1
    indent = " " * (len(lines[place - 1]) - len(lines[place - 1].lstrip()))
    lines.insert(place, f"{indent}archive: {COPY}")
    assert changed == mark + line_end.join(lines).encode()
    document, _ = read_document("", changed)
    assert document
    assert document.data()["source"]["archive"] == COPY


def test_a_colon_at_the_end_is_quoted() -> None:
    changed = with_archive(f"source:\n  url: {URL}\n".encode(), f"{COPY}:")
    assert changed == f'source:\n  url: {URL}\n  archive: "{COPY}:"\n'.encode()


BY_HAND = f"write it yourself, below `url`: `archive: {COPY}`"
REFUSED = {
    "flow": (
        f"source: {{url: '{URL}', title: Tunnel}}\n",
        f"the fields of the source do not stand in lines; {BY_HAND}",
    ),
    "flow in lines": (
        f"source: {{\n  url: '{URL}',\n  title: Tunnel\n  }}\n",
        f"the fields of the source do not stand in lines; {BY_HAND}",
    ),
    "folded": (
        f"source:\n  url: >\n    {URL}\n",
        f"the fields of the source do not stand in lines; {BY_HAND}",
    ),
    "next line": (
        f"source:\n  url:\n    {URL}\n",
        f"the fields of the source do not stand in lines; {BY_HAND}",
    ),
    "has one": (
        f"source:\n  url: {URL}\n  archive: {COPY}\n",
        "the source names an archived copy already",
    ),
    "no url": ("source:\n  title: Tunnel\n", f"the source has no `url`; {BY_HAND}"),
    "no source": ("title: Tunnel\n", f"the source has no `url`; {BY_HAND}"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_added_to_is_refused(name: str) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(CannotWriteError) as caught:
        with_archive(content.encode(), COPY)
    assert str(caught.value) == reason


def test_every_briefing_of_the_repository_can_be_added_to() -> None:
    files = sorted((Path(__file__).parents[2] / "briefings").glob("2*/*.yml"))
    assert files
    for path in files:
        content = path.read_bytes()
        if b"\n  archive:" not in content and b"\n  url: " in content:
            changed = with_archive(content, COPY)
            assert changed.replace(f"  archive: {COPY}\n".encode(), b"") == content


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "tunnel.yml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


# What was compared


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_a_comparison_is_recorded(tmp_path: Path, line_end: bytes) -> None:
    content = briefing(URL).replace(b"\n", line_end)
    entry = library(tmp_path, tunnel=content).entries[0]
    day = datetime.date(2031, 4, 2)
    changed = with_audit(content, entry, record(day, "the live page"))
    line = b'  audited: {date: 2031-04-02, copy: "the live page"}' + line_end
    assert changed == content + line
    entry = library(tmp_path, tunnel=changed).entries[0]
    assert entry.briefing.fingerprint
    audited = entry.briefing.fingerprint.audited
    assert audited
    assert (audited.date, audited.copy_of) == (day, "the live page")
    later = datetime.date(2031, 5, 2)
    changed_again = with_audit(changed, entry, record(later, "the archived copy"))
    assert changed_again == content + line.replace(b"04-02", b"05-02").replace(
        b"live page", b"archived copy"
    )


def test_a_fingerprint_of_another_hand_is_let_alone(tmp_path: Path) -> None:
    content = briefing(URL).replace(b"fingerprint:\n", b"fingerprint:  # mine\n")
    entry = library(tmp_path, tunnel=content).entries[0]
    with pytest.raises(CannotWriteError, match="the fingerprint is not as the tool writes it"):
        with_audit(content, entry, record(NOW.date(), "the live page"))
