import json
import time
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from generator.auditing.audit import SourceAudit, audit_library
from generator.auditing.judging import Finding, State
from generator.auditing.report import (
    format_report_json,
    format_table,
    has_gone,
    suggestions,
)
from generator.content.library import Library
from generator.web.fetching import Fetcher
from tests.auditing.sources import (
    DAY,
    NOW,
    PARAGRAPHS,
    QUOTES,
    briefing,
    library,
    page,
)
from tests.auditing.web import AGENT, QUICK, Reply, Say, Web, redirect

Audit = Callable[..., list[SourceAudit]]
ARTICLE = Reply(body=page())
CHANGED = Reply(body=page(one.replace("before 2035", "before 2036") for one in PARAGRAPHS))
MISSING = Reply(404, page(["Sorry."], "Page not found"))


@pytest.fixture
def audit(web: Web, tmp_path: Path) -> Audit:
    def run(content: Library, fetcher: Fetcher | None = None, **options: Any) -> list[SourceAudit]:
        return audit_library(
            content,
            fetcher or web.fetcher(),
            memory_file=tmp_path / ".cache" / "audit.jsonl",
            **{"now": NOW, **options},
        )

    return run


def live(audits: list[SourceAudit]) -> Finding:
    assert audits[0].live
    return audits[0].live


# What the answers mean

SILENT_ONCE = 0.6


def silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(SILENT_ONCE)


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        handler.wfile.write(b"x" * 10_000)


def start_page(paragraphs: int = 40) -> Reply:
    return Reply(body=page(["News of the day."] * paragraphs, "The Gazette"))


ANSWERS: dict[str, tuple[list[Say], State, str]] = {
    "there": ([ARTICLE], "alive", ""),
    "403 to any program": (
        [Reply(403, "no")],
        "cannot tell",
        "the host refuses to show it to a program (403)",
    ),
    "405 to HEAD": ([ARTICLE], "alive", ""),
    "405": (
        [Reply(405, "no")],
        "cannot tell",
        "the host refuses to show it to a program (405)",
    ),
    "401": (
        [Reply(401, "no")],
        "cannot tell",
        "the host refuses to show it to a program (401)",
    ),
    "429, then 200": ([Reply(429, headers={"Retry-After": "0"}), ARTICLE], "alive", ""),
    "429": (
        [Reply(429, headers={"Retry-After": "999"})],
        "cannot tell",
        "the host is asked too much (429)",
    ),
    "500": ([Reply(500, "no")], "cannot tell", "the host is in trouble (500)"),
    "202": ([Reply(202, page())], "cannot tell", "the host answers with the status 202"),
    "404": (
        [MISSING],
        "suspect",
        "the host does not find it (404); dead, if that is still so in a day",
    ),
    "410": ([Reply(410, "gone")], "dead", "the host says that it is gone (410)"),
    "time-out once": ([silent, ARTICLE], "alive", ""),
    "slow": ([silent], "cannot tell", "the answer takes too long"),
    "endless": ([endless], "alive", "the page has more than 0.2 MB, so it was not compared"),
    "private": (
        [redirect("http://10.0.0.1/")],
        "suspect",
        "not contacted: 10.0.0.1 leads to 10.0.0.1, which is not public",
    ),
    "circle": (
        [redirect("/tunnel")],
        "cannot tell",
        "the redirects go in a circle, or on and on",
    ),
    "200 with page not found": (
        [Reply(body=page(["Page not found."], "The Gazette"))],
        "suspect",
        "the page says “Page not found”",
    ),
    "another text": (
        [start_page()],
        "suspect",
        "no passage of the source stands there: a notice before it, or another text",
    ),
    "cut off": (
        [Reply(body=page([*PARAGRAPHS[:2], "Subscribe to read on."]))],
        "suspect",
        "only 5 of 12 passages stand there: a notice before it, or another text",
    ),
    "empty": ([Reply(body="")], "suspect", "the page is empty"),
    "a PDF": (
        [Reply(body=b"%PDF-1.7 \x00\xff", content_type="application/pdf")],
        "alive",
        "not compared: it is no text but application/pdf",
    ),
    "wrong charset": (
        [Reply(body=page(), content_type="text/html; charset=iso-8859-1")],
        "alive",
        "",
    ),
    "no charset": ([Reply(body=page().encode("cp1252"), content_type="text/html")], "alive", ""),
    "unknown charset": (
        [Reply(body=page(), content_type="text/html; charset=no-such-thing")],
        "alive",
        "",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_an_answer_means(web: Web, audit: Audit, tmp_path: Path, name: str) -> None:
    replies, state, reason = ANSWERS[name]
    content = library(tmp_path, tunnel=briefing(web.put("gazette.example/tunnel", *replies)))
    audits = audit(content)
    assert (live(audits).state, live(audits).reason) == (state, reason)
    if state == "alive" and live(audits).passages:
        assert live(audits).standing == live(audits).passages
    assert has_gone(audits) == (state == "dead")
    assert set(web.looked_up) <= {"gazette.example"}


@pytest.mark.parametrize("status", [301, 302, 308])
@pytest.mark.parametrize("with_fingerprint", [True, False])
@pytest.mark.parametrize(
    ("target", "state", "reason"),
    [
        ("gazette.example/", "suspect", "it leads to the start page {}"),
        ("gazette.example/en/index.html", "suspect", "it leads to the start page {}"),
        ("gazette.example/404.html", "suspect", "it leads to a page about an error: {}"),
        ("gazette.example/page-not-found", "suspect", "it leads to a page about an error: {}"),
        ("gazette.example/sorry", "suspect", "it leads to a page about an error: {}"),
        ("gazette.example/en/login", "cannot tell", "it leads to where one logs in: {}"),
    ],
)
def test_a_redirect_to_what_is_not_the_article(
    web: Web,
    audit: Audit,
    tmp_path: Path,
    status: int,
    with_fingerprint: bool,
    target: str,
    state: State,
    reason: str,
) -> None:
    there = web.put(target, start_page())
    url = web.put("gazette.example/tunnel", redirect(there, status))
    paragraphs = PARAGRAPHS if with_fingerprint else None
    audits = audit(library(tmp_path, tunnel=briefing(url, paragraphs=paragraphs)))
    assert (live(audits).state, live(audits).reason) == (state, reason.format(there))
    assert not has_gone(audits)


@pytest.mark.parametrize("target", ["gazette.example/new/tunnel", "other.example/"])
def test_moved(web: Web, audit: Audit, tmp_path: Path, target: str) -> None:
    there = web.put(target, ARTICLE)
    url = web.put("gazette.example/tunnel", redirect(there))
    audits = audit(library(tmp_path, tunnel=briefing(url)))
    assert (live(audits).state, live(audits).moved_to) == ("moved", there)
    assert suggestions(audits[0]) == [f"write the new address: `url: {there}`"]
    assert not has_gone(audits)


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("www.gazette.example/tunnel/?utm_source=x", 301),  # the same article
        ("gazette.example/elsewhere", 302),  # not for good
    ],
)
def test_not_moved(web: Web, audit: Audit, tmp_path: Path, target: str, status: int) -> None:
    url = web.put("gazette.example/tunnel", redirect(web.put(target, ARTICLE), status))
    assert live(audit(library(tmp_path, tunnel=briefing(url)))).state == "alive"


def test_a_soft_miss_is_none_where_the_article_stands(
    web: Web, audit: Audit, tmp_path: Path
) -> None:
    url = web.put("gazette.example/tunnel", Reply(body=page(title="404: tunnel not found")))
    assert live(audit(library(tmp_path, tunnel=briefing(url)))).state == "alive"


@pytest.mark.parametrize(
    "words",
    [
        *("Sorry, we couldn’t find that page", "This content isn’t available right now"),
        *("This story has been unpublished", "This domain is for sale", "404 | The Gazette"),
        *("Den här sidan finns inte", "Siden blev ikke fundet", "Fant ikke siden"),
        *("Sivua ei löytynyt", "Strona nie istnieje", "Stránka nenalezena", "Sayfa bulunamadı"),
        *("Az oldal nem található", "Pagina nu există", "Deze pagina bestaat niet"),
        *("Diese Seite gibt es nicht", "Der Artikel ist nicht mehr verfügbar"),
        *("La pagina richiesta non esiste", "No se ha encontrado la página"),
        *("Такой страницы не существует", "Сторінку не знайдено", "الصفحة غير موجودة"),
        *("הדף לא נמצא", "صفحه مورد نظر یافت نشد", "पृष्ठ नहीं मिला", "Không tìm thấy trang"),
        *("Halaman tidak ditemukan", "ページは存在しません", "页面未找到", "410 Gone"),
        *(
            "お探しのページは見つかりませんでした",
            "抱歉，您访问的页面不存在",
            "This page can't be found",
        ),
    ],
)
@pytest.mark.parametrize("with_fingerprint", [True, False])
def test_a_page_that_says_that_there_is_none_is_suspect(
    web: Web, audit: Audit, tmp_path: Path, words: str, with_fingerprint: bool
) -> None:
    url = web.put("gazette.example/tunnel", Reply(body=page(["To the start page."], words)))
    paragraphs = PARAGRAPHS if with_fingerprint else None
    found = live(audit(library(tmp_path, tunnel=briefing(url, paragraphs=paragraphs))))
    assert found.state == "suspect"
    assert found.reason.startswith("the page says “")


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("Just a moment...", "Checking your browser before you go on.", "Just a moment"),
        ("The Gazette", "Verify that you are human by this box.", "Verify that you are human"),
        ("Access denied", "Reference 17", "Access denied"),
        ("Log in | The Gazette", "Name and password", "Log in"),
        ("The Gazette", "Please enable JavaScript.", "enable JavaScript"),
        ("Before you continue", "We value your privacy.", "Before you continue"),
        ("The Gazette", "We value your privacy. Choose below.", "We value your privacy"),
        ("The Gazette", "We use cookies to show news.", "We use cookies to show news"),
        ("Cookie settings | The Gazette", "Choose below.", "Cookie settings"),
        ("The Gazette", "Mit Werbung weiterlesen", "Mit Werbung weiterlesen"),
        ("The Gazette", "Nous respectons votre vie privée.", "Nous respectons votre vie privée"),
        ("The Gazette", "Vi värnar om din integritet.", "Vi värnar om din integritet"),
        ("The Gazette", "我们重视您的隐私。", "我们重视您的隐私"),
        ("The Gazette", "Service unavailable.", "Service unavailable"),
        ("Zugriff verweigert", "Nummer 17", "Zugriff verweigert"),
        ("The Gazette", "Confirmez que vous n’êtes pas un robot.", "que vous n’êtes pas un robot"),
    ],
)
@pytest.mark.parametrize("with_fingerprint", [True, False])
def test_of_a_page_that_wants_something_first_nothing_can_be_told(
    web: Web,
    audit: Audit,
    tmp_path: Path,
    title: str,
    text: str,
    words: str,
    with_fingerprint: bool,
) -> None:
    url = web.put("gazette.example/tunnel", Reply(body=page([text], title)))
    paragraphs = PARAGRAPHS if with_fingerprint else None
    found = live(audit(library(tmp_path, tunnel=briefing(url, paragraphs=paragraphs))))
    assert (found.state, found.reason) == ("cannot tell", f"the page says “{words}”")


@pytest.mark.parametrize(
    "title",
    ["Mayor not found guilty", "404 jobs to go at the yard", "Sign in the sky: captcha art"],
)
def test_an_article_about_such_things_is_alive(
    web: Web, audit: Audit, tmp_path: Path, title: str
) -> None:
    url = web.put("gazette.example/tunnel", Reply(body=page(["It went on and on."] * 60, title)))
    assert live(audit(library(tmp_path, tunnel=briefing(url, paragraphs=None)))).state == "alive"


@pytest.mark.parametrize(
    ("title", "paragraph"),
    [
        ("Town fined for its cookies", "“We value your privacy,” the page said, and took it away."),
        ("How captchas came to be", "Who reads here is asked to solve a captcha at each step."),
        (
            "The page that was not there",
            "Two days long “Page not found” was all that one could read.",
        ),
        ("找不到工作的年轻人", "他们找了三个月，仍然没有找到合适的工作。"),
        (
            "Tunnel delayed",
            "It opens late.</p></article><h2>We value your privacy</h2><p>Accept all",
        ),
        ("Tunnel delayed", "It opens late.</p><footer>Cookie policy</footer><p>Log in"),
    ],
)
def test_a_short_article_about_such_things_or_beside_them_is_alive(
    web: Web, audit: Audit, tmp_path: Path, title: str, paragraph: str
) -> None:
    url = web.put("gazette.example/tunnel", Reply(body=page([*PARAGRAPHS[:3], paragraph], title)))
    assert live(audit(library(tmp_path, tunnel=briefing(url, paragraphs=None)))).state == "alive"


# Time


def test_dead_is_what_is_not_found_twice_a_day_apart(
    web: Web, audit: Audit, tmp_path: Path
) -> None:
    content = library(tmp_path, tunnel=briefing(web.put("gazette.example/tunnel", MISSING)))
    states = []
    for hours in (0, 1, 23):
        audits = audit(content, now=NOW + hours / 24 * DAY)
        states.append((live(audits).state, has_gone(audits)))
    assert states == [("suspect", False), ("suspect", False), ("dead", True)]
    assert live(audits).reason == "the host does not find it (404), as on 2031-04-02"
    assert len(web.asked) == 2


def test_what_comes_back_is_not_dead(web: Web, audit: Audit, tmp_path: Path) -> None:
    replies = [MISSING, ARTICLE, MISSING, Reply(500), MISSING]
    content = library(tmp_path, tunnel=briefing(web.put("gazette.example/tunnel", *replies)))
    states = [live(audit(content, now=NOW + day * DAY)).state for day in range(5)]
    assert states == ["suspect", "alive", "suspect", "cannot tell", "dead"]


def test_what_was_found_lately_is_not_asked_again(web: Web, audit: Audit, tmp_path: Path) -> None:
    url = web.put("gazette.example/tunnel", ARTICLE)
    content = library(tmp_path, tunnel=briefing(url))
    first = audit(content)
    assert live(audit(content, now=NOW + DAY / 2)) == live(first)
    assert len(web.asked) == 1
    audit(content, now=NOW + DAY)
    assert len(web.asked) == 2
    changed = library(tmp_path, tunnel=briefing(url, quotes=QUOTES[:2]))
    audit(changed, now=NOW + DAY)
    assert len(web.asked) == 3
    audit(changed, now=NOW + DAY, max_age=DAY * 0)
    assert len(web.asked) == 4


def test_what_could_not_be_told_is_asked_again(web: Web, audit: Audit, tmp_path: Path) -> None:
    url = web.put("gazette.example/tunnel", Reply(403), ARTICLE)
    content = library(tmp_path, tunnel=briefing(url))
    assert [live(audit(content)).state for _ in range(2)] == ["cannot tell", "alive"]


# Quotes

CHANGED_FIRST = "quotes[0].text"


def test_changed_by_one_word(web: Web, audit: Audit, tmp_path: Path) -> None:
    url = web.put("gazette.example/tunnel", CHANGED)
    audits = audit(library(tmp_path, tunnel=briefing(url)))
    found = live(audits)
    assert (found.state, found.standing, found.passages) == ("alive", 11, 12)
    assert found.lost == (CHANGED_FIRST,)
    assert audits[0].gone == [("quotes", 0, "text")]
    assert has_gone(audits)


def test_changed_where_nothing_is_quoted(web: Web, audit: Audit, tmp_path: Path) -> None:
    reply = Reply(body=page(one.replace("Pumps", "Engines") for one in PARAGRAPHS))
    audits = audit(library(tmp_path, tunnel=briefing(web.put("gazette.example/tunnel", reply))))
    found = live(audits)
    assert (found.state, found.standing, found.passages, found.lost) == ("alive", 11, 12, ())
    assert not has_gone(audits)


def test_every_word_of_a_quote_counts(web: Web, audit: Audit, tmp_path: Path) -> None:
    words = QUOTES[1].split()
    files = {}
    for place in range(len(words)):
        other = " ".join([*words[:place], "thing", *words[place + 1 :]])
        text = [one.replace(QUOTES[1], other) for one in PARAGRAPHS]
        url = web.put(f"h{place}.example/tunnel", Reply(body=page(text)))
        files[f"b{place}"] = briefing(url)
    audits = audit(library(tmp_path, **files))
    assert len(audits) == 8
    assert all(one.gone == [("quotes", 1, "text")] for one in audits)


def test_an_article_of_one_sentence(web: Web, audit: Audit, tmp_path: Path) -> None:
    text = "The authority said on Tuesday that the tunnel will not open before 2035."
    url = web.put("gazette.example/tunnel", Reply(body=page([text.replace("2035", "2036")])))
    file = briefing(url, paragraphs=[text], quotes=["the tunnel will not open before 2035"])
    assert has_gone(audit(library(tmp_path, tunnel=file)))


def test_what_stands_beside_the_article_stands(web: Web, audit: Audit, tmp_path: Path) -> None:
    body = page(PARAGRAPHS[:4] + PARAGRAPHS[5:]) + f"<aside>{PARAGRAPHS[4]}</aside>"
    audits = audit(
        library(tmp_path, tunnel=briefing(web.put("gazette.example/tunnel", Reply(body=body))))
    )
    assert (live(audits).standing, live(audits).lost) == (12, ())


@pytest.mark.parametrize(
    ("first", "second", "gone"),
    [
        (CHANGED, CHANGED, True),
        (CHANGED, ARTICLE, False),
        (ARTICLE, CHANGED, False),
        (CHANGED, Reply(403), False),
        (CHANGED, Reply(410), True),
        (Reply(410), CHANGED, True),
        (Reply(410), ARTICLE, False),
        (Reply(410), Reply(410), True),
        (Reply(410), MISSING, False),
        (Reply(403), CHANGED, False),
        (start_page(), CHANGED, False),
    ],
)
def test_a_quote_is_gone_when_no_copy_holds_it(
    web: Web, audit: Audit, tmp_path: Path, first: Say, second: Say, gone: bool
) -> None:
    url = web.put("gazette.example/tunnel", first)
    archive = web.put("archive.example/web/2031/tunnel", second)
    audits = audit(library(tmp_path, tunnel=briefing(url, archive)))
    assert has_gone(audits) == gone


def test_without_fingerprint_nothing_is_compared(web: Web, audit: Audit, tmp_path: Path) -> None:
    url = web.put("gazette.example/tunnel", CHANGED)
    audits = audit(library(tmp_path, tunnel=briefing(url, paragraphs=None)))
    assert (live(audits).state, live(audits).passages, has_gone(audits)) == ("alive", 0, False)


def test_a_page_that_breaks_the_reading_ends_nothing(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(content: bytes, **_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("generator.auditing.audit.read_article_file", broken)
    content = library(tmp_path, tunnel=briefing(web.put("gazette.example/tunnel", ARTICLE)))
    memory = tmp_path / "audit.jsonl"
    audits = audit_library(content, web.fetcher(), memory_file=memory, now=NOW)
    assert (live(audits).state, live(audits).standing) == ("alive", 12)


# Many


def many(web: Web, tmp_path: Path, count: int, hosts: int) -> Library:
    for number in range(count):
        web.put(f"h{number % hosts}.example/{number}", ARTICLE)
    pages = list(web.pages)
    file = briefing("ADDRESS")
    return library(
        tmp_path,
        **{
            f"b{number:03}": file.replace(b"ADDRESS", web.address(name).encode())
            for number, name in enumerate(pages)
        },
    )


def test_several_hundred_sources(web: Web, audit: Audit, tmp_path: Path) -> None:
    content = many(web, tmp_path, 400, 23)
    web.delay = 0.005
    steps: list[tuple[int, int]] = []
    start = time.monotonic()
    audits = audit(content, progress=lambda done, total: steps.append((done, total)))
    assert time.monotonic() - start < 60
    assert [one.entry.key for one in audits] == [one.key for one in content.entries]
    assert all(one.live and one.live.state == "alive" for one in audits)
    assert steps == [(done, 400) for done in range(401)]
    assert len(web.asked) == 400
    assert 1 < web.most_at_once <= 4
    assert web.most_at_one_host == 1


@pytest.mark.parametrize("at_once", [1, 2])
def test_no_more_at_once_than_allowed(web: Web, audit: Audit, tmp_path: Path, at_once: int) -> None:
    web.delay = 0.005
    audit(many(web, tmp_path, 24, 8), at_once=at_once)
    assert web.most_at_once <= at_once


def test_an_interrupted_audit_goes_on(web: Web, audit: Audit, tmp_path: Path) -> None:
    content = many(web, tmp_path, 40, 5)

    def interrupt(done: int, total: int) -> None:
        if done == 15:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit(content, progress=interrupt)
    time.sleep(0.1)
    before = len(web.asked)
    assert 15 <= before < 30
    memory = tmp_path / ".cache" / "audit.jsonl"
    assert len(memory.read_text().splitlines()) == 15
    memory.write_text(memory.read_text() + '{"address": "http')  # as if the power had gone
    audits = audit(content)
    assert len(web.asked) == before + 25
    assert all(one.live and one.live.state == "alive" for one in audits)
    lines = memory.read_text().splitlines()
    assert len({json.loads(line)["address"] for line in lines}) == 40
    assert audits == audit(content)


def test_a_host_that_is_down_costs_little(web: Web, audit: Audit, tmp_path: Path) -> None:
    content = many(web, tmp_path, 30, 1)
    for name in web.pages:
        web.pages[name] = [Reply(503, headers={"Retry-After": "999"})]
    audits = audit(content, web.fetcher(replace(QUICK, longest_wait=0.1)))
    assert len(web.asked) == 3
    reasons = [one.live.reason for one in audits if one.live]
    assert reasons.count("the host is in trouble (503)") == 3
    assert reasons.count("not asked: h0.example was too slow or busy 3 times in a row") == 27


def test_an_error_of_ours_is_raised(web: Web, audit: Audit, tmp_path: Path) -> None:
    def broken(host: str, port: int) -> list[str]:
        raise RuntimeError("this is ours")

    content = library(tmp_path, tunnel=briefing("https://gazette.example/tunnel"))
    with pytest.raises(RuntimeError, match="this is ours"):
        audit(content, Fetcher(AGENT, limits=QUICK, resolve=broken))


# The report


def test_the_report(
    web: Web, audit: Audit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    copy = web.put("archive.example/web/2031/tunnel", ARTICLE)
    moved = web.put("other.example/tunnel", ARTICLE)
    content = library(
        tmp_path,
        changed=briefing(web.put("a.example/tunnel", CHANGED), copy),
        gone=briefing(web.put("b.example/tunnel", Reply(410)), quotes=QUOTES[:1]),
        hidden=briefing(web.put("c.example/tunnel", Reply(403))),
        moved=briefing(web.put("d.example/tunnel", redirect(moved))),
        nowhere=briefing(None, paragraphs=[*PARAGRAPHS, "And that was all."]),
    )
    audits = audit(content)
    gone_url = web.address("b.example/tunnel")
    quote = "“We will not open before 2035”"
    look = "see whether there is an archived copy, by `briefings audit --fix` or at"
    refuses = "the host refuses to show it to a program (403)"
    assert format_table(audits).splitlines() == [
        "source        copy      state        passages",
        "2031/changed  live      alive        11 of 12  1 quote no longer there",
        "2031/changed  archived  alive        12 of 12",
        "2031/gone     live      dead         -         the host says that it is gone (410)",
        f"2031/hidden   live      cannot tell  -         {refuses}",
        f"2031/moved    live      moved        12 of 12  to {moved}",
        "2031/nowhere                                   names no address",
        f"2031/changed.yml:12:11: quotes[0].text: no longer in the live copy: {quote}",
        f"2031/gone.yml:11:11: quotes[0].text: gone: in no copy any more: {quote}",
        f"2031/gone.yml:6: {look} https://web.archive.org/web/20310401/{gone_url}",
        f"2031/moved.yml:6: write the new address: `url: {moved}`",
        "5 sources, 2 alive, 1 moved, 1 dead, 1 cannot tell; 1 quote is gone",
    ]
    values = json.loads(format_report_json(audits))
    assert [one["briefing"] for one in values] == [one.entry.key for one in audits]
    assert values[1] == {
        "briefing": "2031/gone",
        "file": "2031/gone.yml",
        "live": {
            "address": gone_url,
            "state": "dead",
            "reason": "the host says that it is gone (410)",
            "asked": "2031-04-02T06:00:00+00:00",
            "status": 410,
            "moved_to": "",
            "missing_since": "2031-04-02T06:00:00+00:00",
            "passages": 0,
            "standing": 0,
            "is_article": False,
            "lost": [],
        },
        "archived": None,
        "gone": [{"field": "quotes[0].text", "line": 11}],
        "suggestions": suggestions(audits[1]),
    }
    assert values[0]["live"]["lost"] == [{"field": "quotes[0].text", "line": 12}]


def test_the_report_obeys_no_host(web: Web, audit: Audit, tmp_path: Path) -> None:
    title = "\x1b[2J##[error]::set-output::Page not found\u202e"
    url = web.put("gazette.example/tunnel", Reply(body=page(["x"], title)))
    table = format_table(audit(library(tmp_path, tunnel=briefing(url, paragraphs=None))))
    assert "\x1b" not in table
    assert "##[" not in table


def test_only_the_web_of_the_test_was_asked(web: Web, audit: Audit, tmp_path: Path) -> None:
    web.addresses["intranet.example"] = ["10.1.2.3"]
    content = library(
        tmp_path,
        a=briefing("http://10.0.0.1/tunnel"),
        b=briefing("http://intranet.example/tunnel"),
        c=briefing(web.put("gazette.example/tunnel", redirect("http://169.254.169.254/"))),
    )
    audits = audit(content)
    assert [one.live.state for one in audits if one.live] == ["suspect"] * 3
    assert web.looked_up.count("intranet.example") == 1
    assert web.asked == ["gazette.example/tunnel"]
