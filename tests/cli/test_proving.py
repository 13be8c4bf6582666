"""`fingerprint`, `new`, `check --article` and `audit` at the command line."""

import datetime
import json
import re
import socket
from pathlib import Path
from typing import IO, Any, cast

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.content.document import read_document
from generator.content.rules import PLACEHOLDER
from generator.proof.fingerprint import BARE_DOTS, text_digest
from tests.publish.sites import bare_site, call, edit, tree

ARTICLE = """\
Harbour tunnel to open late

The harbour tunnel will open two years late, the port authority said on Tuesday.

“We will not open before 2035 because ground water entered the third shaft,” said Jana Kolb, the
chief engineer of the authority. “Nobody has asked us to hurry, and we will not apologise for it.”

The contract names 2033 and no other year. Ferries carry 4,100 cars a day, and nothing else crosses
the water there. Their licence ends in 2033 as well, the council wrote, and will be extended.

The council will speak about the delay in May. Its chair did not answer questions on Tuesday.
"""
BRIEFING = """\
# A comment that stays.
title: Tunnel delayed
date: 2031-04-02
summary: The tunnel opens late.
source: {title: Harbour tunnel to open late, publisher: The Harbour Gazette}
key_points:
  - {text: The tunnel opens late., evidence: [not-before]}
quotes:
  - id: not-before
    text: We will not open before 2035 [...] ground water entered the third shaft
    speaker: Jana Kolb
    role: chief engineer
"""
YEAR = f"{datetime.datetime.now().astimezone():%Y}"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one briefing without a fingerprint, and its article beside it."""
    project = bare_site(tmp_path / "project", _2031__tunnel=BRIEFING)
    (project / "article.txt").write_text(ARTICLE, "utf-8")
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def briefing(site: Path) -> Path:
    return site / "briefings" / "2031" / "tunnel.yml"


def taken(path: Path) -> dict[str, Any]:
    """The fingerprint that the file holds."""
    document, _ = read_document("x", path.read_bytes())
    assert document is not None
    found: dict[str, Any] = document.data()["fingerprint"]
    return found


# fingerprint


def test_a_quote_without_a_fingerprint_is_not_checked_yet(briefing: Path) -> None:
    result = call("check")
    assert (result.exit_code, result.stderr) == (0, "1 briefing, 0 errors, 1 warning\n")
    assert result.stdout == (
        "briefings/2031/tunnel.yml:9:3: warning: quotes: no quote is checked yet: the briefing has "
        "no fingerprint of its source\n"
        "  hint: run: briefings fingerprint briefings/2031/tunnel.yml ARTICLE\n"
    )


def test_a_quote_without_a_fingerprint_is_an_error_where_the_site_wants_it(site: Path) -> None:
    edit(site / "mkdocs.yml", "  - briefings\n", "  - briefings:\n      unchecked: error\n")
    assert call("check").exit_code == 1


def test_a_fingerprint_is_added_at_the_end_and_nothing_else(briefing: Path) -> None:
    before = briefing.read_bytes()
    result = call("fingerprint", "briefings/2031/tunnel.yml", "article.txt")
    assert result.exit_code == 0, result.output
    assert result.stderr == "briefings/2031/tunnel.yml has the fingerprint of article.txt.\n"
    after = briefing.read_bytes()
    assert after.startswith(before + b"fingerprint:\n  rules: 1\n")
    assert call("check").stderr == "1 briefing, 0 errors, 0 warnings\n"
    assert call("fingerprint", "-q", str(briefing), "article.txt").output == ""
    assert briefing.read_bytes() == after


def test_a_wrong_word_is_shown_when_the_fingerprint_is_taken(briefing: Path) -> None:
    edit(briefing, "before 2035", "before 2036")
    result = call("fingerprint", "--anyway", str(briefing), "article.txt")
    assert result.exit_code == 1
    assert "quotes[0].text: not in the article: " in result.stdout
    assert "[-2035-]{+2036+}" in result.stdout


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n", b"\n\n# A last comment.\n\n"])
def test_no_other_byte_is_touched(
    briefing: Path, start: bytes, line_end: bytes, last: bytes
) -> None:
    text = BRIEFING.rstrip().encode() + last
    before = start + text.replace(b"\n", line_end)
    briefing.write_bytes(before)
    for _ in range(2):
        assert call("fingerprint", str(briefing), "article.txt").exit_code == 0
        after = briefing.read_bytes()
        assert after.startswith(before)
        assert after.count(b"\n") == after.count(line_end)
        assert call("check", "-q").output == ""


def test_what_stands_below_a_fingerprint_stays(briefing: Path) -> None:
    call("fingerprint", str(briefing), "article.txt")
    below = b"# Below.\nauthors: [R. Editor]\n"
    briefing.write_bytes(briefing.read_bytes() + below)
    edit(briefing, "before 2035 [...] ground", "before 2035 because ground")
    assert call("fingerprint", str(briefing), "article.txt").exit_code == 0
    assert briefing.read_bytes().endswith(b'"\n' + below)
    assert "the fingerprint must be the last field" in call("check").stdout


def test_a_fingerprint_is_extended_with_its_salt_and_loses_what_is_gone(briefing: Path) -> None:
    call("fingerprint", str(briefing), "article.txt")
    first = taken(briefing)
    edit(briefing, "We will not open before 2035 [...] ground water", "ground water")
    failed = call("check")
    assert failed.exit_code == 1
    assert failed.stdout.startswith(
        "briefings/2031/tunnel.yml:10:11: quotes[0].text: not word for word in the source: "
        "nobody has looked at these words as a quote\n"
    )
    call("fingerprint", str(briefing), "article.txt")
    second = taken(briefing)
    assert second["salt"] == first["salt"]
    assert second["passages"] == first["passages"]
    assert len(first["fragments"]) == 2
    assert len(second["fragments"]) == 1
    assert call("check").exit_code == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The tunnel opens late, they said on the day.", "the text has only 9 words"),
        (ARTICLE + "\nSubscribe to continue reading", "may have been cut off"),
        (ARTICLE + "\nThe rest of it is…", "may have been cut off"),
        (ARTICLE.replace("tunnel", "ferry").replace("2035", "2039"), "1 of the 1 quotes are not"),
        (ARTICLE.replace("“", "â€œ"), "wrong encoding"),
        (ARTICLE.replace("“", "\ufffd"), "wrong encoding"),
    ],
    ids=["short", "paywall", "dots", "another", "mojibake", "replaced"],
)
def test_a_text_that_does_not_look_right_is_refused(
    briefing: Path, site: Path, text: str, told: str
) -> None:
    before = briefing.read_bytes()
    (site / "article.txt").write_text(text, "utf-8")
    result = call("fingerprint", str(briefing), "article.txt")
    assert result.exit_code == 1
    assert told in result.stderr
    assert result.stderr.endswith(" (--anyway takes it all the same)\n")
    assert briefing.read_bytes() == before
    forced = call("fingerprint", "--anyway", str(briefing), "article.txt")
    assert taken(briefing)["rules"] == "1"
    assert forced.exit_code == ("quotes[0].text" in forced.stdout)


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("title: x\n", 1, "summary"),
        ("title: [x\n", 1, "tunnel.yml:"),
        ("\x00\x01", 1, "tunnel.yml:"),
        ("", 1, "tunnel.yml:"),
        ('{"title": "x"}\n', 1, "tunnel.yml:"),
    ],
)
def test_a_file_that_is_no_briefing_gets_no_fingerprint(
    briefing: Path, text: str, status: int, told: str
) -> None:
    briefing.write_text(text)
    result = call("fingerprint", str(briefing), "article.txt")
    assert result.exit_code == status
    assert told in result.output
    assert briefing.read_text() == text


def test_a_file_in_brackets_has_no_place_for_a_fingerprint(briefing: Path) -> None:
    document, _ = read_document("x", BRIEFING.encode())
    assert document is not None
    text = json.dumps(document.data())
    briefing.write_text(text)
    result = call("fingerprint", str(briefing), "article.txt")
    assert result.exit_code == 1
    assert "leaves no place for a fingerprint" in result.stderr
    assert "--anyway" not in result.stderr
    assert briefing.read_text() == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("passages: >\n    ", "passages: >\n    AAAAAAAAAAAA "),
        ("words: ", "words: 1"),
        ("skips", "skips 1"),
    ],
)
def test_a_damaged_fingerprint_is_an_error_and_is_mended(
    briefing: Path, old: str, new: str
) -> None:
    call("fingerprint", str(briefing), "article.txt")
    edit(briefing, old, new)
    result = call("check")
    assert result.exit_code == 1
    assert "fingerprint" in result.stdout
    edit(briefing, new, old)
    edit(briefing, "  passages: >\n    ", "  passages: >\n    AAAAAAAAAAAA ")
    assert "the fingerprint is damaged: it is not as the tool wrote it" in call("check").stdout
    assert call("fingerprint", str(briefing), "article.txt").exit_code == 0
    assert call("check").exit_code == 0


# Articles that are none


@pytest.mark.parametrize("command", [["fingerprint", "briefings/2031/tunnel.yml"], ["new"]])
@pytest.mark.parametrize(
    ("content", "status", "told"),
    [
        (None, 2, "ARTICLE: there is no file given"),
        ("folder", 2, "ARTICLE: given is a folder; name a file"),
        (b"", 1, "no article was found in it"),
        (b" \n\n", 1, "no article was found in it"),
        (b"%PDF-1.7 \x00\x01\x02", 1, "this is a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "this is an image"),
        (b"\x00\x01\x02" * 1000, 1, "this is a program's file, not a page or a text"),
        (b"a word " * 3_000_000, 1, "this is too large for an article"),
        (b"<html><body></body></html>", 1, "no article was found in it"),
        (b"\xff\xfe\x00", 1, "no article was found in it"),
    ],
    ids=["missing", "folder", "empty", "blank", "pdf", "png", "binary", "huge", "page", "utf-16"],
)
def test_what_is_no_article_is_refused_in_a_sentence(
    site: Path, command: list[str], content: bytes | str | None, status: int, told: str
) -> None:
    if content == "folder":
        (site / "given").mkdir()
    elif isinstance(content, bytes):
        (site / "given").write_bytes(content)
    before = tree(site)
    result = call(*command, "given")
    assert result.exit_code == status, result.output
    assert isinstance(result.exception, SystemExit)
    assert told in result.stderr
    assert tree(site) == before


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open = Path.open

    def refuse(path: Path, *options: Any) -> IO[Any]:
        if path.name == "article.txt":
            raise PermissionError(13, "Permission denied")
        return cast(IO[Any], may_open(path, *options))

    monkeypatch.setattr(Path, "open", refuse)
    result = call("new", "article.txt")
    assert result.exit_code == 1
    assert result.stderr == "Error: article.txt cannot be read: Permission denied\n"


def test_a_text_of_another_encoding_is_read(site: Path, briefing: Path) -> None:
    (site / "article.txt").write_bytes(ARTICLE.encode("cp1252"))
    assert call("fingerprint", str(briefing), "article.txt").exit_code == 0
    assert call("check").exit_code == 0


@pytest.mark.parametrize("missing", [["fingerprint"], ["fingerprint", "x.yml"], ["new"]])
def test_what_is_not_given_is_asked_for(site: Path, missing: list[str]) -> None:
    result = call(*missing)
    assert result.exit_code == 2
    assert "Missing argument" in result.stderr


def test_a_briefing_that_is_not_there_is_wrong_usage(site: Path) -> None:
    result = call("fingerprint", "briefings/2031/nothing.yml", "article.txt")
    assert result.exit_code == 2
    assert "there is no file briefings/2031/nothing.yml" in result.stderr


@pytest.mark.parametrize("command", [["new"], ["fingerprint", "briefings/2031/tunnel.yml"]])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254"])
def test_an_address_within_this_network_is_refused(
    site: Path, command: list[str], host: str
) -> None:
    before = tree(site)
    with socket.create_server(("127.0.0.1", 0)) as server:
        result = call(*command, f"http://{host}:{server.getsockname()[1]}/article")
        server.settimeout(0.1)
        with pytest.raises(TimeoutError):
            server.accept()
    assert result.exit_code == 1
    assert "not contacted: " in result.stderr
    assert tree(site) == before


# check --article


def test_a_near_miss_is_shown_with_marks(briefing: Path) -> None:
    call("fingerprint", str(briefing), "article.txt")
    edit(
        briefing,
        "We will not open before 2035 [...] ground",
        "We shall open before 2035 [...] ground",
    )
    result = call("check", str(briefing), "--article", "article.txt")
    assert result.exit_code == 1
    assert result.stdout == (
        "briefings/2031/tunnel.yml:10:11: quotes[0].text: not in the article: these words are not "
        "in it: “we shall open before 2035”\n"
        "  hint: nearest in the article: we [-will-]{+shall+} [-not-] open before 2035\n"
    )


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        (
            "ground water ... third",
            f"{BARE_DOTS}\n  hint: nearest in the article: ground water [-entered the-] third",
        ),
        (
            "The authority likes the fish of the harbour very much",
            "the words do not stand so in it\n  hint: nothing in the article is near",
        ),
    ],
)
def test_what_a_quote_may_have_meant_is_told(briefing: Path, quote: str, told: str) -> None:
    whole = "We will not open before 2035 [...] ground water entered the third shaft"
    edit(briefing, whole, quote)
    found = call("check", str(briefing), "--article", "article.txt").stdout
    assert found.endswith(f"{told}\n")


def test_what_an_elision_leaves_out_is_shown(briefing: Path) -> None:
    edit(briefing, "We will not open before 2035 [...] ground", "We will [...] open before 2035")
    edit(briefing, "2035 water entered the third shaft", "2035")
    call("fingerprint", str(briefing), "article.txt")
    result = call("check", str(briefing), "--article", "article.txt")
    assert result.exit_code == 0
    assert result.stdout == (
        "briefings/2031/tunnel.yml:10:11: warning: quotes[0].text: the [...] leaves out a "
        "negation\n  hint: left out: not\n"
    )


def test_a_number_that_a_quote_cuts_is_shown(briefing: Path, site: Path) -> None:
    (site / "article.txt").write_text(ARTICLE.replace("2035", "1 234 days"), "utf-8")
    whole = "We will not open before 2035 [...] ground water entered the third shaft"
    edit(briefing, whole, "234 days")
    call("fingerprint", str(briefing), "article.txt")
    result = call("check", str(briefing), "--article", "article.txt")
    assert result.exit_code == 0
    assert result.stdout == (
        "briefings/2031/tunnel.yml:10:11: warning: quotes[0].text: the quote may begin or end "
        "within a number: quote that whole\n"
        "  hint: in the article: open before 1 234 days because ground water\n"
    )


def test_parts_in_another_order_are_told(briefing: Path) -> None:
    whole = "We will not open before 2035 [...] ground water entered the third shaft"
    edit(briefing, whole, "the third shaft [...] We will not open before 2035")
    told = call("check", str(briefing), "--article", "article.txt").stdout
    assert "quotes[0].text: not in the article: the parts do not stand in this order in it" in told


def test_another_article_is_told(briefing: Path, site: Path) -> None:
    call("fingerprint", str(briefing), "article.txt")
    (site / "other.txt").write_text("A quite different text on ferries and boats.\n\n" * 10)
    result = call("check", str(briefing), "--article", "other.txt")
    assert result.exit_code == 1
    assert "fingerprint: the fingerprint was made of another text: 0 of the 10 " in result.stdout
    (site / "other.txt").write_text(ARTICLE.replace("in May", "in June"), "utf-8")
    result = call("check", str(briefing), "--article", "other.txt")
    assert result.exit_code == 0
    assert "warning: fingerprint: the fingerprint was made of another text: " in result.stdout


def test_too_much_quoted_and_too_much_written_are_warned_of(briefing: Path) -> None:
    quote = " ".join(ARTICLE.split("\n\n")[3].split())
    briefing.write_text(
        briefing.read_text("utf-8")
        + f'  - {{text: "{quote}", form: article}}\n'
        + "caveats:\n"
        + "  - The article does not say how the water came in.\n" * 12,
        "utf-8",
    )
    assert call("fingerprint", str(briefing), "article.txt").exit_code == 0
    result = call("check", str(briefing), "--article", "article.txt")
    assert result.exit_code == 0
    assert "warning: quotes: the quotes are 44 % of the article" in result.stdout
    assert "warning: title: the briefing has " in result.stdout


def test_a_source_that_stands_there_whole_is_warned_of(briefing: Path) -> None:
    quotes = "".join(
        f"  - {{text: '{' '.join(paragraph.split())}', form: article}}\n"
        for paragraph in ARTICLE.replace("'", "’").split("\n\n")[2:7]
    )
    briefing.write_text(briefing.read_text("utf-8") + quotes, "utf-8")
    (briefing.parents[2] / "article.txt").write_text(ARTICLE.replace("'", "’"), "utf-8")
    assert call("fingerprint", str(briefing), "article.txt").exit_code == 0
    told = call("check").stdout
    assert re.search(r"warning: quotes: \d+ of the \d+ words of the source stand here", told)
    edit(briefing, "The Harbour Gazette}", "The Harbour Gazette, license: CC BY 4.0}")
    assert "words of the source stand here" not in call("check").stdout


def test_an_article_goes_with_one_briefing(site: Path) -> None:
    result = call("check", "--article", "article.txt")
    assert result.exit_code == 2
    assert "--article goes with the one briefing of that article" in result.stderr


# new


def test_a_draft_passes_but_for_what_a_person_must_write(site: Path) -> None:
    (site / "briefings" / "2031" / "tunnel.yml").unlink()
    result = call("new", "article.txt")
    assert result.exit_code == 0, result.output
    path = next((site / "briefings" / YEAR).glob("*.yml"))
    shown = path.relative_to(site).as_posix()
    assert result.stderr == (
        f"{shown} is a draft: write what it marks, then run briefings check.\n"
    )
    kept = site / ".cache" / "articles" / f"{text_digest(ARTICLE)}.txt"
    assert kept.read_text("utf-8").split() == ARTICLE.split()
    listed = json.loads(call("check", "--format", "json").stdout)
    errors = [one["message"] for one in listed if one["severity"] == "error"]
    assert "still to be written: the bottom line, in two or three sentences" in errors
    assert all(message.startswith("still to be written: ") for message in errors)
    text = path.read_text("utf-8")
    assert text.count(PLACEHOLDER) > len(listed) - 1 >= 4
    path.write_text(text.replace(PLACEHOLDER, "Written: "), "utf-8")
    assert call("check").exit_code == 0


def test_the_text_of_a_draft_that_is_gone_goes_at_the_next_one(site: Path) -> None:
    (site / "briefings" / "2031" / "tunnel.yml").unlink()
    texts = site / ".cache" / "articles"
    other = "Ferries sail again\n\n" + ARTICLE
    (site / "other.txt").write_text(other, "utf-8")
    assert call("new", "article.txt").exit_code == 0
    assert [path.stem for path in texts.iterdir()] == [text_digest(ARTICLE)]
    (site / "briefings" / YEAR / "harbour-tunnel-to-open-late.yml").unlink()
    assert call("new", "other.txt").exit_code == 0
    assert [path.stem for path in texts.iterdir()] == [text_digest(other)]


def test_the_text_of_a_draft_that_is_renamed_or_has_a_slip_stays(site: Path) -> None:
    (site / "briefings" / "2031" / "tunnel.yml").unlink()
    (site / "other.txt").write_text("Ferries sail again\n\n" + ARTICLE, "utf-8")
    assert call("new", "article.txt").exit_code == 0
    draft = site / "briefings" / YEAR / "harbour-tunnel-to-open-late.yml"
    draft.write_text("summary: [\n" + draft.read_text("utf-8"), "utf-8")
    draft.rename(draft.with_name("tunnel.yml"))
    assert call("new", "other.txt").exit_code == 0
    edit(draft.with_name("tunnel.yml"), "summary: [\n", "")
    edit(draft.with_name("tunnel.yml"), "text: Nobody has asked", "text: Nobody had asked")
    assert "nearest in the article: nobody [-has-]{+had+} asked us" in call("check").stdout


def test_a_draft_whose_text_cannot_be_kept_is_a_draft(site: Path) -> None:
    (site / "briefings" / "2031" / "tunnel.yml").unlink()
    (site / ".cache").write_text("in the way")
    result = call("new", "article.txt")
    assert result.exit_code == 0
    assert result.stderr == (
        "the article's text is not kept for the check: .cache/articles: Not a directory\n"
        f"briefings/{YEAR}/harbour-tunnel-to-open-late.yml is a draft: write what it marks, then "
        "run briefings check.\n"
    )


@pytest.mark.parametrize("command", [["new", "article.txt"], ["audit"]])
def test_nothing_is_made_where_there_are_no_briefings(site: Path, command: list[str]) -> None:
    (site / "briefings").rename(site / "elsewhere")
    before = tree(site)
    result = call(*command)
    assert result.exit_code == 2
    assert "there is no folder briefings/ here" in result.stderr
    assert tree(site) == before


def test_a_draft_of_what_is_piped_in(site: Path) -> None:
    (site / "briefings" / "2031" / "tunnel.yml").unlink()
    result: Result = CliRunner().invoke(main, ["new", "-q", "-"], input=ARTICLE.encode())
    assert (result.exit_code, result.output) == (0, "")
    assert len(list((site / "briefings" / YEAR).glob("*.yml"))) == 1


def test_an_article_of_little_text_is_drafted_without_a_fingerprint(site: Path) -> None:
    (site / "article.txt").write_text("The tunnel opens late, they said on the day of it.")
    result = call("new", "article.txt")
    assert result.exit_code == 0
    assert "no fingerprint is taken: the text has only 11 words" in result.stderr
    assert "fingerprint:" not in next((site / "briefings" / YEAR).glob("*.yml")).read_text()


def test_a_draft_never_overwrites(site: Path) -> None:
    (site / "briefings" / "2031" / "tunnel.yml").unlink()
    call("new", "article.txt")
    path = next((site / "briefings" / YEAR).glob("*.yml"))
    path.write_text("mine\n")
    for number in (2, 3):
        result = call("new", "article.txt")
        assert result.exit_code == 0
        free = path.with_name(f"{path.stem}-{number}.yml")
        assert f"{free.relative_to(site).as_posix()} is a draft" in result.stderr
        assert free.is_file()
        free.write_text("mine, too\n")
    assert path.read_text() == "mine\n"


def test_an_article_that_is_briefed_is_refused_by_its_text(site: Path, briefing: Path) -> None:
    call("fingerprint", str(briefing), "article.txt")
    result = call("new", "article.txt")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: this article is briefed already, in briefings/2031/tunnel.yml\n"
    )


def test_an_article_that_is_briefed_is_refused_by_its_address(site: Path, briefing: Path) -> None:
    edit(
        briefing,
        "publisher: The",
        'url: "https://gazette.example/tunnel?utm_source=x", publisher: The',
    )
    head = '<html><head><link rel="canonical" href="https://gazette.example/tunnel"></head><body>'
    paragraphs = "".join(f"<p>{one}</p>" for one in ARTICLE.split("\n\n"))
    (site / "page.html").write_text(f"{head}<article>{paragraphs}</article></body></html>", "utf-8")
    result = call("new", "page.html")
    assert result.exit_code == 1
    assert "this article is briefed already, in briefings/2031/tunnel.yml" in result.stderr


def test_one_text_briefed_twice_is_an_error_that_names_the_other(
    site: Path, briefing: Path
) -> None:
    call("fingerprint", str(briefing), "article.txt")
    second = briefing.with_name("tunnel-again.yml")
    second.write_bytes(briefing.read_bytes())
    result = call("check")
    assert result.exit_code == 1
    line = second.read_text("utf-8").split("\n").index("fingerprint:") + 3
    assert result.stdout.startswith(
        f"briefings/2031/tunnel.yml:{line}:9: fingerprint.text: this text is briefed already, in "
        "briefings/2031/tunnel-again.yml\n"
    )
    edit(second, "fingerprint:\n", "related: [2031/tunnel]\nfingerprint:\n")
    assert call("check").exit_code == 0


def test_a_near_miss_is_shown_where_the_article_was_drafted_here(
    site: Path, briefing: Path
) -> None:
    call("fingerprint", str(briefing), "article.txt")
    edit(briefing, "ground water entered the third shaft", "ground water entered the first shaft")
    assert "hint: see what the source has: briefings check" in call("check").stdout
    kept = site / ".cache" / "articles" / f"{text_digest(ARTICLE)}.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text(ARTICLE, "utf-8")
    told = call("check").stdout
    assert "nearest in the article: ground water entered the [-third-]{+first+} shaft\n" in told
    assert told.count("quotes[0].text") == 1
    for damaged in (b"\xff\xfe", b"", b"few words"):
        kept.write_bytes(damaged)
        assert "hint: see what the source has" in call("check").stdout


# audit


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name can be looked up."""

    def refuse(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_an_audit_that_reaches_nobody_prints_a_table(
    site: Path, briefing: Path, offline: None
) -> None:
    edit(briefing, "publisher: The", 'url: "https://gazette.example/tunnel", publisher: The')
    call("fingerprint", str(briefing), "article.txt")
    before = briefing.read_bytes()
    result = call("audit")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("source ")
    assert "2031/tunnel" in result.stdout
    assert result.stdout.endswith("0 quotes are gone\n")
    assert briefing.read_bytes() == before


def test_an_audit_for_programs(site: Path, briefing: Path, offline: None) -> None:
    edit(briefing, "publisher: The", 'url: "https://gazette.example/tunnel", publisher: The')
    result = call("audit", "--format", "json")
    assert result.exit_code == 0
    assert "2031/tunnel" in result.stdout
    assert json.loads(result.stdout)
