"""Edits of all that a site is made of: each build makes what a cold one makes, and as MkDocs."""

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish.building import state
from generator.publish.staging import Staging
from tests.publish.histories import built
from tests.publish.sites import (
    BIN,
    PageOfSite,
    build,
    copy_site,
    edit,
    mkdocs_build,
    pages_of,
    run,
    tree,
)

Step = Callable[[Path], object]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The invented site."""
    return copy_site(tmp_path / "project")


def content(project: Path, path: str, text: str) -> None:
    """Write a file of the content."""
    place = project / "briefings" / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def without_nav(project: Path) -> None:
    """Let MkDocs find the navigation, in which a page of somebody's own has no title."""
    settings = project / "mkdocs.yml"
    settings.write_text(re.sub(r"\nnav:\n(  .*\n)+", "\n", settings.read_text("utf-8")), "utf-8")
    content(project, "about.md", "# About\n")


def untitled(project: Path) -> None:
    """Put pages without a title into the navigation."""
    edit(project / "mkdocs.yml", "  - Method: method.md\n", "  - method.md\n  - about.md\n")
    content(project, "about.md", "# About\n")


def included(project: Path) -> None:
    """Let one written page include a file and link to others."""
    edit(
        project / "mkdocs.yml",
        "  - toc\n",
        "  - toc\n  - pymdownx.snippets:\n      base_path: [briefings]\n",
    )
    content(project, "part.txt", "The ferry sails.\n")
    content(project, "other.md", "# Other\n")
    content(project, "about.md", '# About\n\n[o](other.md)\n\n--8<-- "part.txt"\n')


def swapped(project: Path) -> None:
    """Let two files of one size and one time change places."""
    one, other, third = (project / "briefings" / "2031" / f"{name}.yml" for name in "ab_")
    one.rename(third)
    other.rename(one)
    third.rename(other)


def alike(project: Path) -> None:
    """Write two files of one size and one time, as an archive unpacks them."""
    for name, word in (("a", "north"), ("b", "south")):
        content(
            project,
            f"2031/{name}.yml",
            f"title: To the {word}\ndate: 2031-04-02\nsummary: A ferry to the {word}.\n"
            f"source:\n  title: Ferries {word}\n  url: https://ferries.example/{word}\n"
            f"key_points:\n  - text: A ferry sails {word}.\n",
        )
        os.utime(project / "briefings" / "2031" / f"{name}.yml", (1_900_000_000, 1_900_000_000))


def icon(project: Path, color: str) -> None:
    """Give the theme an icon of its own, where Material looks for it."""
    place = project / "templates" / "theme" / ".icons" / "own"
    place.mkdir(parents=True, exist_ok=True)
    (place / "mark.svg").write_text(f'<svg fill="{color}"></svg>')


def with_icon(project: Path) -> None:
    """Show that icon on each page."""
    icon(project, "red")
    edit(_part(project), "{{ page.content", '{% include ".icons/own/mark.svg" %}{{ page.content')


def robots(project: Path) -> None:
    """Make one file of the content a template of MkDocs."""
    content(project, "robots.txt", "Sitemap: {{ config.site_url }}\n")
    edit(project / "mkdocs.yml", "docs_dir:", "extra_templates: [robots.txt]\ndocs_dir:")


def renamed_method(project: Path) -> None:
    """Give the page to which all templates link another name."""
    (project / "briefings" / "method.md").rename(project / "briefings" / "how.md")
    edit(project / "mkdocs.yml", "method.md", "how.md")


def _part(project: Path) -> Path:
    """The template of what the theme shows on each page."""
    return project / "templates" / "theme" / "partials" / "content.html"


def added(project: Path) -> None:
    """Add a briefing to a year in which another is edited."""
    content(project, "2031/ferry.yml", _TITLED)
    edit(project / "briefings" / "2031" / "fare-rise.yml", "title: Ferry", "title: All ferry")


def nothing(project: Path) -> None:
    """Leave the invented site as it is."""


EDITS: dict[str, tuple[Step, Step]] = {
    "a briefing more, and another title in its year": (nothing, added),
    "a title, in a site without navigation": (
        without_nav,
        lambda project: content(project, "2031/ferry.yml", _TITLED),
    ),
    "the heading that the navigation shows": (
        untitled,
        lambda project: content(project, "about.md", "# Contact\n"),
    ),
    "how Markdown is converted": (
        nothing,
        lambda project: edit(project / "mkdocs.yml", "- toc\n", "- toc:\n      permalink: true\n"),
    ),
    "the name of a page to which all templates link": (
        nothing,
        renamed_method,
    ),
    "a file that another includes": (
        included,
        lambda project: content(project, "part.txt", "It does not sail.\n"),
    ),
    "a page to which another links": (
        included,
        lambda project: (project / "briefings" / "other.md").unlink(),
    ),
    "two files of one size and time": (alike, swapped),
    "an icon of the theme": (with_icon, lambda project: icon(project, "blue")),
    "a template among the content": (
        robots,
        lambda project: content(project, "robots.txt", "# {{ config.site_name }}\n"),
    ),
}
_TITLED = """\
title: The ferry sails
date: 2031-04-02
summary: It sails again.
source:
  title: Ferries sail
  url: https://ferries.example/sail
key_points:
  - text: The ferry sails.
"""


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_makes_what_a_cold_build_makes(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, name: str, count: int
) -> None:
    before, after = EDITS[name]
    before(project)
    site, cold = tmp_path / "site", tmp_path / "cold"
    assert built(project, site, tmp_path / "cache", 1) == ""
    former = tree(site)
    after(project)
    monkeypatch.setattr(state, "_WORTH_COPIES", 0)
    assert built(project, site, tmp_path / "cache", count) == ""
    assert built(project, cold, tmp_path / "new", 1) == ""
    assert tree(site) != former
    assert tree(site) == tree(cold)


@pytest.mark.parametrize("before", [without_nav, untitled], ids=["found", "untitled"])
def test_the_navigation_has_the_titles_that_mkdocs_gives(project: Path, before: Step) -> None:
    before(project)
    expected = {
        path: [(one.text, one.attributes.get("href")) for one in page.root.one("header").all("a")]
        for path, page in pages_of(mkdocs_build(project)).items()
    }
    build(project)
    found = {
        path: [(one.text, one.attributes.get("href")) for one in page.root.one("header").all("a")]
        for path, page in pages_of(project / "site").items()
    }
    assert found == expected


def test_one_paragraph_of_two_templates_leads_to_one_page_from_both(project: Path) -> None:
    words = "\n<!-- cut -->\n\nSee [how](method.md).\n\n<!-- cut -->\n"
    for name, link in (("home", "index.md"), ("years", "years.md")):
        template = project / "templates" / "pages" / f"{name}.md"
        text = template.read_text("utf-8").replace("{: #top }\n", "{: #top }\n" + words, 1)
        assert words in text, link
        template.write_text(text, "utf-8")
    build(project)
    links = {
        path: [one.attributes["href"] for one in page.article.all("a") if one.text == "how"]
        for path, page in pages_of(project / "site").items()
        if path in {"index.html", "years/index.html"}
    }
    assert links == {"index.html": ["method/"], "years/index.html": ["../method/"]}


BELOW = "\n<!-- cut -->\n\n{}\n\n<!-- cut -->\n"
OWN_LINKS: dict[str, tuple[str, str, str, dict[str, set[str]]]] = {
    "a page in the same folder, and itself": (
        "briefing",
        "{: #top }\n",
        BELOW.format("[Own](../2031/night-ferry.md)"),
        {"2031/night-ferry": {"./"}, "2031/smallest": {"../night-ferry/"}},
    ),
    "a page, from whatever list shows it": (
        "_parts",
        "Briefed on {{ view.date }}\n",
        BELOW.format("[Own](../method.md#words)"),
        {"": {"method/#words"}, "topics/infrastructure": {"../../method/#words"}},
    ),
    "a page, in marks of another kind": (
        "_parts",
        "Briefed on {{ view.date }}\n",
        "\n<a href='{{ view.title.to }}'>Own</a>\n",
        {"2031": {"night-ferry/", "smallest/"}},
    ),
    "a text behind a scheme": (
        "_parts",
        "Licence: {{ source.license }}\n",
        "\n[Own](https://{{ source.license }})\n",
        {"2031/tunnel-delayed": {"https://All rights reserved"}},
    ),
}
"""By what a template links to: the template, what stands in it, what is put behind that, and where
the links lead that pages have then."""


@pytest.mark.parametrize("way", ["briefings", "mkdocs"])
@pytest.mark.parametrize("case", OWN_LINKS)
def test_a_template_may_link_to(project: Path, case: str, way: str) -> None:
    name, before, link, expected = OWN_LINKS[case]
    edit(project / "templates" / "pages" / f"{name}.md", before, before + link)
    run(BIN / way, "build", "--quiet", cwd=project)
    for path, links in expected.items():
        page = PageOfSite(project / "site", f"{path}/index.html".lstrip("/"))
        found = {one.attributes["href"] for one in page.article.all("a") if one.text == "Own"}
        assert found >= links, path


def test_a_cut_may_be_indented_and_tags_have_any_attribute(project: Path) -> None:
    build(project)
    path = "2031/tunnel-delayed/index.html"
    words = PageOfSite(project / "site", path).article.text
    template = project / "templates" / "pages" / "briefing.md"
    edit(template, '<div class="head"', '<div class="head" aria-label="Head" data-search-exclude')
    template.write_text(template.read_text("utf-8").replace("<!-- cut -->", "  <!-- cut --> "))
    build(project)
    page = PageOfSite(project / "site", path)
    assert page.article.text == words
    assert page.root.one("div", **{"aria-label": "Head"}).attributes["class"] == "head"


def test_a_page_has_the_meta_data_that_its_writer_gave_it(project: Path) -> None:
    for number in range(5):
        note = f"---\ntitle: Note {number}\nauthor: Author {number}\n---\n# Note {{: #top }}\n"
        content(project, f"notes/n{number}.md", note)
    build(project)
    authors = [
        PageOfSite(project / "site", f"notes/n{number}/index.html")
        .root.one("meta", name="author")
        .attributes["content"]
        for number in range(5)
    ]
    assert authors == [f"Author {number}" for number in range(5)]


def test_a_theme_may_show_the_address_of_each_page(project: Path) -> None:
    edit(_part(project), "{{ page.content", "<p>This is {{ page.url }}</p>{{ page.content")
    build(project)
    for path, page in pages_of(project / "site").items():
        if path != "404.html" and "refresh" not in page.html:
            assert f"<p>This is {path.removesuffix('index.html')}</p>" in page.html, path


@pytest.mark.parametrize("name", ["theme", "sitemap"])
def test_a_file_of_the_content_may_be_called_as_a_part_of_the_build(
    project: Path, name: str
) -> None:
    content(project, name, "hi\n")
    build(project)
    assert (project / "site" / name).read_text() == "hi\n"
    assert (project / "site" / "404.html").is_file()
    assert (project / "site" / "sitemap.xml").is_file()


def test_a_hidden_file_is_published_where_the_settings_say_so(project: Path) -> None:
    content(project, ".well-known/security.txt", "Contact: mailto:ina@harbour.example\n")
    content(project, ".hidden", "not for anybody\n")
    build(project)
    assert not (project / "site" / ".well-known").exists()
    edit(project / "mkdocs.yml", "docs_dir:", 'exclude_docs: "!.well-known/"\ndocs_dir:')
    build(project)
    assert (project / "site" / ".well-known" / "security.txt").is_file()
    assert not (project / "site" / ".hidden").exists()


def test_a_readme_gives_way_to_an_index(project: Path) -> None:
    content(project, "notes/README.md", "# Read me\n")
    content(project, "notes/index.md", "# Notes\n")
    assert built(project, project / "site", project / ".cache", 1) == ""
    assert "Read me" not in PageOfSite(project / "site", "notes/index.html").html


def test_the_site_may_be_a_link_to_a_folder_elsewhere(project: Path) -> None:
    real = project.parent / "real"
    real.mkdir()
    (project / "site").symlink_to(real)
    for word in ("once", "twice"):
        edit(project / "mkdocs.yml", "site_name: ", f"site_name: {word} ")
        build(project)
        assert (project / "site").is_symlink()
        assert word in (real / "index.html").read_text("utf-8")


def test_an_edit_during_a_build_and_undone_after_it_is_not_missed(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content(project, "2031/ferry.yml", _TITLED)
    begin = Staging.begin

    def edited(staging: Staging, kept: Path | None = None) -> bool:
        content(project, "2031/ferry.yml", _TITLED.replace("sails", "sinks"))
        return begin(staging, kept)

    site, cache = tmp_path / "site", tmp_path / "cache"
    with monkeypatch.context() as during:
        during.setattr(Staging, "begin", edited)
        assert built(project, site, cache, 1) == ""
    content(project, "2031/ferry.yml", _TITLED)
    assert built(project, site, cache, 1) == ""
    assert "sinks" not in (site / "2031" / "ferry" / "index.html").read_text("utf-8")
    assert built(project, tmp_path / "cold", tmp_path / "new", 1) == ""
    assert tree(site) == tree(tmp_path / "cold")


def test_a_build_that_dies_before_it_has_cleared_up_leaves_that_to_the_next(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    assert built(project, site, cache, 1) == ""
    content(project, "2031/ferry.yml", _TITLED)

    class DyingError(Exception):
        """The process ends here."""

    def die(*_: object) -> None:
        dying.setattr(Staging, "clear", die)  # who is killed cleans nothing up
        raise DyingError

    with monkeypatch.context() as dying:
        dying.setattr(Staging, "keep", die)
        with pytest.raises(DyingError):
            built(project, site, cache, 1)
    assert (tmp_path / ".site.new").is_dir()
    assert built(project, site, cache, 1) == ""
    assert not (tmp_path / ".site.new").exists()
    assert (site / "2031" / "ferry" / "index.html").is_file()


def moved_pages(project: Path) -> None:
    """Let a file be a folder, and a folder a file."""
    (project / "briefings" / "notes").unlink()
    content(project, "notes/today.txt", "The tide is high.\n")
    (project / "briefings" / "lists" / "ports.txt").unlink()
    (project / "briefings" / "lists").rmdir()
    content(project, "lists", "One port.\n")


def test_a_build_begins_with_the_site_before_the_last(tmp_path: Path, project: Path) -> None:
    """And whatever that holds, the new site is what a cold build makes."""

    def same() -> None:
        assert built(project, site, cache, 1) == ""
        cold = Path(tempfile.mkdtemp(dir=tmp_path))
        assert built(project, cold / "site", cold / "cache", 1) == ""
        assert tree(site) == tree(cold / "site")
        assert not [*tmp_path.glob("site.*")]

    site, cache, outside = tmp_path / "site", tmp_path / "cache", tmp_path / "outside"
    former = cache / "former"
    content(project, "notes", "The tide is low.\n")
    content(project, "lists/ports.txt", "Two ports.\n")
    content(project, "2031/ferry.yml", _TITLED)
    same()
    assert not former.exists()
    unchanged = site / "2031" / "smallest" / "index.html"
    number, first = unchanged.stat().st_ino, (site / "2031").stat().st_ino
    for word in ("sinks", "floats"):
        content(project, "2031/ferry.yml", _TITLED.replace("sails", word))
        same()
        assert former.is_dir()
        assert unchanged.stat().st_ino == number
    assert (site / "2031").stat().st_ino == first
    moved_pages(project)
    same()
    edit(project / "templates" / "pages" / "briefing.md", "# {{ title }}", "# {{ title }}.")
    same()
    (site / "2031" / "ferry" / "index.html").write_text("by hand")
    (site / "2031" / "by-hand.html").write_text("by hand")
    shutil.rmtree(site / "topics")
    outside.mkdir()
    (site / "topics").symlink_to(outside)
    same()
    content(project, "2031/ferry.yml", _TITLED)
    shutil.rmtree(former / "people")
    (former / "index.html").write_text("by hand")
    same()
    assert [*outside.iterdir()] == []
    before = tree(site)
    content(project, "2031/ferry.yml", _TITLED.replace("sails", "sings"))
    edit(project / "templates" / "pages" / "briefing.md", "# {{ title }}", "# {{ titles }}")
    assert "titles" in built(project, site, cache, 1)
    assert tree(site) == before


def _dead_link(project: Path) -> None:
    edit(project / "briefings" / "method.md", "# Method", "[gone](nowhere.md)\n\n# Method")


def _missing_template(project: Path) -> None:
    edit(project / "mkdocs.yml", "docs_dir:", "extra_templates: [missing.html]\ndocs_dir:")


@pytest.mark.parametrize("warned", [_dead_link, _missing_template])
def test_what_is_warned_of_is_made_all_the_same(
    tmp_path: Path, project: Path, warned: Step
) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    for word in ("sails", "sinks"):
        content(project, "2031/ferry.yml", _TITLED.replace("sails", word))
        assert built(project, site, cache, 1) == ""
    warned(project)
    assert built(project, site, cache, 1) == ""
    assert built(project, tmp_path / "cold", tmp_path / "new", 1) == ""
    assert tree(site) == tree(tmp_path / "cold")


def _link(place: Path, outside: Path) -> None:
    place.symlink_to(outside)


def _file(place: Path, _: Path) -> None:
    place.write_text("no folder")


def _pipe(place: Path, _: Path) -> None:
    os.mkfifo(place)


@pytest.mark.parametrize("name", [".site.new", "cache/former"])
@pytest.mark.parametrize("put", [_link, _file, _pipe])
def test_whatever_stands_in_the_place_of_a_folder_of_the_build_goes(
    tmp_path: Path, project: Path, name: str, put: Callable[[Path, Path], None]
) -> None:
    site, cache, outside = tmp_path / "site", tmp_path / "cache", tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("precious")
    for word in ("sails", "sinks", "floats", "waits"):
        content(project, "2031/ferry.yml", _TITLED.replace("sails", word))
        assert built(project, site, cache, 1) == ""
        assert site.is_dir()
        assert not site.is_symlink()
        assert word in (site / "2031" / "ferry" / "index.html").read_text("utf-8")
        if word == "sinks":
            shutil.rmtree(tmp_path / name, ignore_errors=True)
            put(tmp_path / name, outside)
    assert (cache / "former").is_dir()
    assert not (tmp_path / ".site.new").exists()
    assert [path.name for path in outside.iterdir()] == ["precious"]


def test_an_empty_folder_in_the_site_does_not_stay(tmp_path: Path, project: Path) -> None:
    site, cache = tmp_path / "site", tmp_path / "cache"
    for word in ("sails", "sinks", "floats", "waits"):
        content(project, "2031/ferry.yml", _TITLED.replace("sails", word))
        assert built(project, site, cache, 1) == ""
        assert not [path for path in site.rglob("*") if path.is_dir() and not any(path.iterdir())]
        if word == "sinks":
            (site / "empty" / "inside").mkdir(parents=True)
            (cache / "former" / "empty").mkdir()


def test_a_warning_is_told_once(
    tmp_path: Path, project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def told() -> list[str]:
        caplog.clear()
        assert built(project, tmp_path / "site", tmp_path / "cache", 1) == ""
        return [
            re.sub(r"(?s)^.*2031/(.*\.yml).*nothing says who", r"\1: who", line)
            for line in caplog.messages
            if "nothing says who" in line or line.startswith("Warnings")
        ]

    caplog.set_level("INFO", "mkdocs.plugins.briefings")
    built(project, tmp_path / "site", tmp_path / "cache", 1)
    quoted = _TITLED + "quotes:\n  - text: We sail.\n    speaker: The skipper\n"
    content(project, "2031/ferry.yml", quoted)
    (first,) = told()
    assert first.startswith("ferry.yml: who The skipper is")
    content(project, "2031/tug.yml", quoted.replace("skipper", "captain").replace("sail", "tow"))
    second, before = told()
    assert second.startswith("tug.yml: who The captain is")
    assert before == "Warnings as before: 2 (`briefings check` lists them)"
    content(project, "2031/ferry.yml", f"# A comment moves all lines.\n{quoted}")
    assert told() == ["Warnings as before: 4 (`briefings check` lists them)"]
    assert told() == []


def test_what_was_only_warned_of_fails_a_strict_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "_WORTH_COPIES", 0)
    template = project / "templates" / "pages" / "briefing.md"
    text = template.read_text("utf-8")
    broken = text.replace("## Also quoted", "See [x](../nothing.md).\n\n## Also quoted", 1)
    template.write_text(broken, "utf-8")
    site, cache = project / "site", project / ".cache"
    for _ in range(2):
        assert built(project, site, cache, 2) == ""
    edit(project / "mkdocs.yml", "site_name:", "strict: true\nsite_name:")
    for count in (1, 2):
        assert built(project, site, cache, count) == "Aborted with warnings in strict mode!"
    template.write_text(text, "utf-8")
    assert built(project, site, cache, 2) == ""


def test_a_quote_without_fingerprint_fails_when_the_setting_changes(project: Path) -> None:
    quoted = f"{_TITLED}quotes:\n  - text: We sail.\n    speaker: Ina Vold\n"
    content(project, "2031/ferry.yml", quoted)
    assert built(project, project / "site", project / ".cache", 1) == ""
    edit(project / "mkdocs.yml", "  - briefings\n", "  - briefings:\n      unchecked: error\n")
    assert "no quote is checked yet" in built(project, project / "site", project / ".cache", 1)
