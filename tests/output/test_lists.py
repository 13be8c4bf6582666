"""The plans of list pages: what stands on which page, and what stays when a briefing comes."""

import datetime
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from generator.content.library import Card, Entry, Library, Registry, Speaker
from generator.content.schema import Person, Topic
from generator.output.lists import PER_PAGE, ROWS_PER_PAGE, Plan, plans

FIRST_DAY = datetime.date(2030, 1, 1)


def never() -> Any:
    """Reading a briefing: plans need cards only."""
    raise AssertionError("a plan has read a briefing")


def library(count: int, topics: int = 1) -> Library:
    """A library of this many briefings, a day apart, and this many topics."""
    entries = []
    for number in range(count):
        day = FIRST_DAY + datetime.timedelta(number)
        key = f"{day.year}/report-{number}"
        card = Card(
            key=key,
            path=f"{key}.yml",
            title=f"Report {number}",
            date=day,
            draft=False,
            changed=day,
            topics=("page",),
            speakers=(Speaker(0, "Ilse Varga", None),),
            references=(),
            formerly=(),
            source_published=None,
            article=None,
            likely_article=None,
            text=None,
        )
        entries.append(Entry(card, never))
    names = {"page": "Page", **{f"topic-{number}": f"Topic {number}" for number in range(topics)}}
    return Library(
        tuple(entries),
        Registry({topic: Topic(name=name) for topic, name in names.items()}),
        Registry({"ilse-varga": Person(name="Ilse Varga")}),
    )


def planned(count: int, topics: int = 1) -> dict[str, Plan]:
    """The plans of such a library by their source paths, none of which is there twice."""
    found = list(plans(library(count, topics)))
    by_path = {plan.src_uri: plan for plan in found}
    assert len(by_path) == len(found)
    return by_path


Address = Callable[[int], str]

LISTS: dict[str, tuple[str, Address]] = {
    "all": ("index.md", lambda number: f"page/{number}.md"),
    "a topic": ("topics/page.md", lambda number: f"topics/page/page/{number}.md"),
    "a person": ("people/ilse-varga.md", lambda number: f"people/ilse-varga/page/{number}.md"),
}


@pytest.mark.parametrize("count", [0, 1, 24, 25, 49, 50, 51, 74, 75, 76, 300])
@pytest.mark.parametrize(("own", "further"), LISTS.values(), ids=LISTS)
def test_a_list_is_cut_from_its_oldest_end(count: int, own: str, further: Address) -> None:
    found = planned(count)
    full = count // PER_PAGE
    pages = [found[further(number)] for number in range(1, full)]
    oldest_first = [key for page in [*pages, found[own]] for key, _ in reversed(page.entries)]
    assert oldest_first == [entry.key for entry in library(count).entries]
    assert {len(page.entries) for page in pages} <= {PER_PAGE}
    assert len(found[own].entries) == (
        count if count < 2 * PER_PAGE else PER_PAGE + count % PER_PAGE
    )
    assert further(max(1, full)) not in found
    way = [further(number) for number in range(1, full)] + [own]
    assert [found[one].newer for one in way] == [*way[1:], None]
    assert [found[one].older for one in way] == [None, *way[:-1]]


def test_a_page_of_older_briefings_stays_when_a_briefing_comes() -> None:
    for count in range(40, 130):
        before, after = planned(count), planned(count + 1)
        last = count // PER_PAGE - 1
        kept = {f"page/{number}.md" for number in range(1, last)}
        assert {path: before[path] for path in kept} == {path: after[path] for path in kept}


@pytest.mark.parametrize("topics", [1, ROWS_PER_PAGE - 1, ROWS_PER_PAGE, 2 * ROWS_PER_PAGE])
def test_an_index_holds_so_many_rows_a_page(topics: int) -> None:
    found = planned(60, topics)
    count = -(-(topics + 1) // ROWS_PER_PAGE)
    way = ["topics/index.md", *(f"topics/page/{number}.md" for number in range(2, count + 1))]
    names = [row.name for path in way for row in found[path].rows]
    assert names == sorted(
        ["Page", *(f"Topic {number}" for number in range(topics))], key=str.lower
    )
    assert max(len(found[path].rows) for path in way) <= ROWS_PER_PAGE
    assert [found[path].older for path in way] == [*way[1:], None]
    assert f"topics/page/{count + 1}.md" not in found


def test_no_two_pages_have_one_address() -> None:
    paths = [path.removesuffix(".md").removesuffix("/index") for path in planned(300, 500)]
    assert len(paths) == len(set(paths))


def test_plans_are_plain_values() -> None:
    found = list(plans(library(300)))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - pickled here
    assert len(set(found)) == len(found)


def test_the_page_of_search_names_years_and_topics_in_use() -> None:
    found = planned(400, 80)["search.md"]
    assert not found.searchable
    assert [row.name for row in found.rows] == ["2031", "2030"]
    assert [row.name for row in found.topics] == ["Page"]
