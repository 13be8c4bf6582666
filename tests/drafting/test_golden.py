"""Each golden text or page of the drafting: what is found in it, and how its draft is written.

`name.language.txt` is a text, whose quotations stand in `name.language.yml`; `name.html` a page,
of which `name.yml` tells all that was read, or why it is no article. Each draft must read back, and
nothing may be wrong with it but its placeholders.
"""

import datetime
from pathlib import Path

import pytest
import yaml

from generator.content.diagnosis import read_record
from generator.content.document import read_document
from generator.content.rules import PLACEHOLDER, check_briefing
from generator.content.schema import BRIEFING, Briefing
from generator.drafting import (
    ArticleText,
    NotAnArticleError,
    Quotation,
    find_quotations,
    read_article_file,
    write_draft,
)
from generator.problems import format_text, has_errors
from tests.conftest import Golden

FOLDER = Path(__file__).parents[1] / "golden" / "drafting"
TEXTS = sorted(path.name for path in FOLDER.glob("*.txt"))
PAGES = sorted(path.name for path in FOLDER.glob("*.html"))
TODAY = datetime.date(2031, 9, 2)


def as_yaml(value: object) -> str:
    """The value as a golden file shows it."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)


def shown(quotations: list[Quotation]) -> list[dict[str, str]]:
    """The quotations with what is known of each."""
    return [
        {
            name: value
            for name in ("question", "text", "speaker", "role")
            if (value := getattr(one, name)) is not None
        }
        for one in quotations
    ]


def quotations_of(name: str) -> tuple[ArticleText, list[Quotation]]:
    """The article of a golden text, and its quotations."""
    text = (FOLDER / name).read_text("utf-8").strip()
    return ArticleText(text), find_quotations(text, name.split(".")[1])


def read_draft(text: str) -> tuple[Briefing, str]:
    """The briefing that a draft is, and the problems between its fields."""
    document, problems = read_document("draft.yml", text.encode())
    assert format_text(problems) == ""
    assert document is not None
    briefing = read_record(BRIEFING, document)
    assert not isinstance(briefing, list), format_text(briefing)
    found = [one for one in check_briefing(briefing, document) if has_errors([one])]
    told = [one.message for one in found]
    others = [one for one in told if not one.startswith("still to be written")]
    assert len(others) < len(told)
    return briefing, "\n".join(others)


@pytest.mark.parametrize("name", TEXTS)
def test_these_quotations_are_found(name: str, golden: Golden) -> None:
    _, quotations = quotations_of(name)
    golden(f"drafting/{name.removesuffix('.txt')}.yml", as_yaml(shown(quotations)))


@pytest.mark.parametrize("language", ["nb", "nn-NO"])
def test_both_forms_of_norwegian_are_read_as_norwegian(language: str) -> None:
    text = (FOLDER / "dialogue.no.txt").read_text("utf-8")
    assert find_quotations(text, language) == find_quotations(text, "no") != []


@pytest.mark.parametrize("name", PAGES)
def test_this_is_read_of_a_page(name: str, golden: Golden) -> None:
    try:
        article = read_article_file((FOLDER / name).read_bytes(), content_type=None, address=None)
    except NotAnArticleError as error:
        golden(f"drafting/{name.removesuffix('.html')}.yml", as_yaml({"refused": str(error)}))
        return
    told: dict[str, object] = {
        field: getattr(article, field)
        for field in ("title", "publisher", "published", "language", "url", "archive")
    }
    told |= {"authors": list(article.authors), "notes": dict(article.notes)}
    told |= {"doubts": list(article.doubts), "text": article.text.split("\n\n")}
    told["quotes"] = shown(find_quotations(article.text, article.language))
    golden(f"drafting/{name.removesuffix('.html')}.yml", as_yaml(told))


@pytest.mark.parametrize("name", TEXTS)
def test_a_draft_reads_back_with_each_quotation_as_it_was_found(name: str) -> None:
    article, quotations = quotations_of(name)
    draft = write_draft(article, quotations, today=TODAY)
    briefing, problems = read_draft(draft.text)
    assert problems == ""
    assert [(" ".join(one.text.split()), one.speaker) for one in briefing.quotes] == [
        (" ".join(one.text.split()), one.speaker) for one in quotations
    ]
    assert briefing.date == TODAY
    assert briefing.summary.startswith(PLACEHOLDER)
    assert briefing.key_points[0].text.startswith(PLACEHOLDER)


def test_a_whole_draft(golden: Golden) -> None:
    content = (FOLDER / "archived.html").read_bytes()
    article = read_article_file(content, content_type=None, address=None)
    draft = write_draft(article, find_quotations(article.text), today=TODAY)
    assert draft.slug == "light-on-gull-point"
    golden("drafting/archived.draft", draft.text)


def test_a_whole_draft_of_a_transcript_that_is_a_plain_text(golden: Golden) -> None:
    content = (FOLDER / "transcript.en.txt").read_bytes()
    article = read_article_file(content, content_type=None, address=None)
    quotations = find_quotations(article.text, article.language, article.title or "")
    golden("drafting/transcript.draft", write_draft(article, quotations, today=TODAY).text)


@pytest.mark.parametrize(
    ("head", "told", "published"),
    [
        ("The bell rings again\n\nSunday, 31 August 2031", "The bell rings again", "2031-08-31"),
        ("Lock hall\nBy Una Melk\n2031-08-31", "Lock hall", "2031-08-31"),
        ("The bell rings again\n\nMay 2031 was wet.", "The bell rings again", None),
        ("The bell rang at noon.", None, None),
        ("On Sunday, August 31, 2031,\nthe bell rang.", None, None),
    ],
)
def test_the_first_lines_of_a_text_may_tell_its_day_and_are_shown(
    head: str, told: str | None, published: str | None
) -> None:
    content = f"{head}\n\nA bell rings in the fog, and nobody hears it there on Sunday.".encode()
    article = read_article_file(content, content_type=None, address=None)
    assert article.title is None
    note = f"the text does not say what its title is; write it as `title` if it is: {told}"
    assert dict(article.notes).get("title") == (note if told else None)
    assert (article.published and article.published.isoformat()) == published


def test_a_text_of_one_speaker_is_a_speech() -> None:
    text = "THE MAYOR: The gates of the lock have leaked since the winter.\n\nWe mend them in June."
    assert "\n  kind: speech\n" in write_draft(ArticleText(text), [], today=TODAY).text


def test_a_whole_draft_of_an_interview(golden: Golden) -> None:
    article, quotations = quotations_of("interview.en.txt")
    golden("drafting/interview.draft", write_draft(article, quotations, today=TODAY).text)


@pytest.mark.parametrize(
    ("article", "name"),
    [
        (ArticleText("A bell rings.", title="Index"), "index-article"),
        (
            ArticleText("A bell rings in the fog, and nobody hears it there."),
            "a-bell-rings-in-the-fog-and-nobody",
        ),
        (ArticleText("鐘が鳴る。", title="鐘が鳴る"), "article-2031-09-02"),
        (
            ArticleText(
                "Колокол звонит.", publisher="Quay Times", published=datetime.date(2031, 8, 30)
            ),
            "quay-times-2031-08-30",
        ),
    ],
)
def test_a_draft_is_named_by_title_first_line_or_day(article: ArticleText, name: str) -> None:
    assert write_draft(article, [], today=TODAY).slug == name
