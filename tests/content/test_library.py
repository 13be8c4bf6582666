"""The Library: who, what and where, over an invented folder of briefings."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.content.library import Library, find_reached
from generator.content.load import load_library, require_library, shown_path
from generator.problems import ProblemsError, format_text

PEOPLE = """\
ada-lind: {name: Ada Lind, role: head of the railway, aliases: [Director Lind, A. Lind]}
bo-sand: {name: Bo Sand, role: conductor}
bo-sand-the-mayor: {name: Bo Sand, role: mayor}
zoe-o-neil: {name: Zoé O’Neil, role: engineer}
"""
TOPICS = "railways: {name: Railways}\nnight-travel: {name: Night travel}\n"

Write = Callable[[Mapping[str, str]], Path]


def briefing(title: str, date: str = "2031-05-14", more: str = "") -> str:
    return (
        f"title: {title}\ndate: {date}\nsummary: The trains come back.\n"
        f"source: {{title: Sleepers}}\nkey_points:\n  - text: Two trains run.\n{more}"
    )


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes files into a folder of briefings, which the test stands beside."""
    monkeypatch.chdir(tmp_path)

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / "briefings" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Path("briefings")

    return write


def library(folder: Path) -> Library:
    read, problems = load_library(folder)
    assert format_text(problems) == ""
    return read


def test_of_one_day_the_newest_source_comes_first(write: Write) -> None:
    dated = "source: {{title: Sleepers, published: {}}}"
    texts = {
        f"2031/{name}.yml": briefing(name).replace("source: {title: Sleepers}", dated.format(day))
        for name, day in (("b", "2031-05-01"), ("a", "2030-01-01"), ("d", "2031-05-13"))
    }
    read = library(write({**texts, "2031/c.yml": briefing("c")}))
    assert [entry.key for entry in read.published] == ["2031/d", "2031/b", "2031/a", "2031/c"]


def test_newest_comes_first_and_drafts_nowhere(write: Write) -> None:
    read = library(
        write(
            {
                "2030/b.yml": briefing("b", "2030-12-31", "topics: railways\n"),
                "2031/c.yml": briefing("c", "2031-01-02", "topics: [railways, railways]\n"),
                "2031/a.yml": briefing("a", "2031-01-02"),
                "2031/d.yml": briefing("d", "2031-03-01", "draft: true\n"),
            }
        )
    )
    assert [entry.key for entry in read.published] == ["2031/a", "2031/c", "2030/b"]
    assert {year: [entry.key for entry in entries] for year, entries in read.years.items()} == {
        "2031": ["2031/a", "2031/c"],
        "2030": ["2030/b"],
    }
    assert [entry.key for entry in read.by_topic["railways"]] == ["2031/c", "2030/b"]
    assert set(read.by_key) == {"2030/b", "2031/a", "2031/c", "2031/d"}
    assert read.by_key["2031/d"].path == "briefings/2031/d.yml"


def test_topics_have_names(write: Write) -> None:
    read = library(write({"topics.yml": TOPICS}))
    assert read.topic_name("railways") == "Railways"
    assert read.topic_name("not-registered") == "Not registered"
    assert read.by_topic == {"railways": [], "night-travel": []}


@pytest.mark.parametrize(
    ("speaker", "ids"),
    [
        ("Ada Lind", ["ada-lind"]),
        ("ada  lind", ["ada-lind"]),
        ("ada-lind", ["ada-lind"]),
        ("Director Lind", ["ada-lind"]),
        ("Zoé O'Neil", ["zoe-o-neil"]),
        ("Zoe\u0301 O’Neil", ["zoe-o-neil"]),
        ("Bo Sand", ["bo-sand", "bo-sand-the-mayor"]),
        ("bo-sand", ["bo-sand"]),
        ("Lind", []),
        ("Somebody Else", []),
    ],
)
def test_people_are_found_by_name_alias_and_id(write: Write, speaker: str, ids: list[str]) -> None:
    read = library(write({"people.yml": PEOPLE}))
    assert read.people_named(speaker) == ids
    assert read.person(speaker) == (ids[0] if len(ids) == 1 else None)


def test_people_named_twice_in_a_briefing_are_gathered_once(write: Write) -> None:
    quotes = (
        "quotes:\n  - {text: One., speaker: Ada Lind}\n"
        "  - {text: Two., speaker: bo-sand-the-mayor}\n"
        "  - {text: Three., speaker: Director Lind}\n  - {text: Four., speaker: Cy, role: guest}\n"
    )
    read = library(write({"people.yml": PEOPLE, "2031/a.yml": briefing("a", more=quotes)}))
    spoken = {person: [one.key for one in entries] for person, entries in read.by_person.items()}
    assert spoken == {
        "ada-lind": ["2031/a"],
        "bo-sand": [],
        "bo-sand-the-mayor": ["2031/a"],
        "zoe-o-neil": [],
    }


def test_links_lead_back_once_and_not_from_drafts(write: Write) -> None:
    outcome = (
        "implications:\n  - text: Fares rise.\n    basis: reported\n    outcome:\n"
        "      {status: happened, date: 2031-06-01, briefing: 2031/a}\n"
    )
    read = library(
        write(
            {
                "2031/a.yml": briefing("a"),
                "2031/b.yml": briefing("b", more=f"related: 2031/a\n{outcome}"),
                "2031/c.yml": briefing("c", more="superseded_by: 2031/b\n"),
            }
        )
    )
    assert read.back_links == {"2031/a": ["2031/b"], "2031/b": ["2031/c"]}


RELATED = "related: [2031/a]\n"


@pytest.mark.parametrize(
    ("edit", "reached"),
    [
        pytest.param({"2031/a.yml": briefing("Anew")}, {"2031/a", "2031/b"}, id="title"),
        pytest.param({"2031/b.yml": briefing("b")}, {"2031/a", "2031/b"}, id="no longer named"),
        pytest.param({"2031/c.yml": briefing("c", more=RELATED)}, {"2031/a", "2031/c"}, id="named"),
        pytest.param(
            {"2031/b.yml": briefing("b", more=f"draft: true\n{RELATED}")},
            {"2031/a", "2031/b"},
            id="draft",
        ),
        pytest.param(
            {"2031/b.yml": briefing("b", "2031-05-01", RELATED)}, {"2031/a", "2031/b"}, id="date"
        ),
        pytest.param({"2031/e.yml": briefing("e")}, {"2031/e"}, id="new, alone"),
        pytest.param(
            {"2031/c.yml": briefing("c", more="superseded_by: 2031/d\n")},
            {"2031/c", "2031/d"},
            id="superseded",
        ),
        pytest.param({}, set(), id="nothing"),
    ],
)
def test_what_an_edit_reaches_is_all_that_shows_it(
    write: Write, edit: dict[str, str], reached: set[str]
) -> None:
    files = {f"2031/{name}.yml": briefing(name) for name in "acd"}
    before = library(write({**files, "2031/b.yml": briefing("b", more=RELATED)}))
    after = library(write(edit))
    shown = [{entry.key: one.neighbours(entry) for entry in one.entries} for one in (before, after)]
    cards = [{entry.key: entry.card for entry in one.entries} for one in (before, after)]
    differing = {key for key in cards[1] if shown[0].get(key) != shown[1].get(key)}
    assert find_reached(*cards) == reached
    assert differing <= reached


def test_briefings_are_tracked_and_read_in_order(write: Write) -> None:
    folder = write({f"2031/{name}.yml": briefing(name) for name in "cab"})
    seen: list[str] = []

    def track(keys: list[str]) -> list[str]:
        seen.extend(keys)
        return keys

    read, _ = load_library(folder, track)
    assert seen == ["2031/a", "2031/b", "2031/c"]
    assert [entry.key for entry in read.entries] == ["2031/a", "2031/b", "2031/c"]


def test_problems_are_sorted_and_spare_the_good_files(write: Write) -> None:
    folder = write({"2031/b.yml": "title: [\n", "2031/a.yml": briefing("a"), "people.yml": "x\n"})
    read, problems = load_library(folder)
    assert [entry.key for entry in read.entries] == ["2031/a"]
    assert [problem.path for problem in problems] == [
        "briefings/2031/b.yml",
        "briefings/people.yml",
    ]
    with pytest.raises(ProblemsError) as raised:
        require_library(folder)
    assert raised.value.problems == problems


def test_warnings_do_not_stop(write: Write) -> None:
    folder = write({"2031/a.yml": briefing("“a”")})
    read, problems = require_library(folder)
    assert len(read.entries) == 1
    assert [problem.severity for problem in problems] == ["warning"]


def test_missing_folder_is_a_problem(write: Write) -> None:
    del write
    assert format_text(load_library(Path("nowhere"))[1]) == (
        "nowhere:1:1: there is no such folder\n  hint: name the folder of the briefings"
    )


def test_links_of_the_file_system_are_not_followed(write: Write, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text(briefing("secret"), encoding="utf-8")
    folder = write({"2031/a.yml": briefing("a")})
    (folder / "2031" / "b.yml").symlink_to(secret)
    (folder / "people.yml").symlink_to(secret)
    (folder / "2032").symlink_to(folder / "2031", target_is_directory=True)
    read, problems = load_library(folder)
    assert [entry.key for entry in read.entries] == ["2031/a"]
    assert [problem.message for problem in problems] == ["this is a symbolic link"] * 3


def test_paths_are_shown_from_where_one_stands(write: Write, tmp_path: Path) -> None:
    del write
    assert shown_path(tmp_path / "briefings" / "a.yml") == "briefings/a.yml"
    assert shown_path(Path("briefings/a.yml")) == "briefings/a.yml"
    assert shown_path(Path("/elsewhere/a.yml")) == "/elsewhere/a.yml"
