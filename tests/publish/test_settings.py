"""What a maintainer may set, leave out or put into the content folder, and what becomes of it."""

import os
import shutil
from pathlib import Path

import pytest

from tests.publish.sites import (
    ADDRESS,
    BIN,
    REGISTRIES,
    PageOfSite,
    bare_site,
    briefing,
    build,
    command,
    copy_site,
    dead_links,
    edit,
    pages_of,
    run,
    tree,
)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The invented site, not built yet."""
    return copy_site(tmp_path / "project")


def settings(project: Path, old: str, new: str) -> None:
    edit(project / "mkdocs.yml", old, new)


# Not found (site-02)


@pytest.mark.parametrize("asked", ["nothing", "2031/nothing/", "a/b/c"])
def test_the_not_found_page_is_right_at_any_depth(plugin_site: Path, asked: str) -> None:
    page = PageOfSite(plugin_site, "404.html")
    page.__dict__["own_address"] = ADDRESS + asked
    assert len(page.links) > 10
    for link in page.links:
        if link.startswith("https://harbour.example"):
            path = link.removeprefix(ADDRESS).partition("#")[0]
            assert link.startswith(ADDRESS), link
            assert (plugin_site / path).exists() or path == asked, link
    assert ADDRESS in page.links
    assert page.root.all("script", **{"data-scope": "/repo/"})
    assert '"base": "/repo/"' in page.html  # from which the search asks for its files


def test_without_an_address_of_the_site_the_build_warns(fresh: Path) -> None:
    settings(fresh, "site_url: https://harbour.example/repo/", "# no site_url")
    warning = "site_url is not set: the not-found page and feeds cannot know their addresses"
    assert warning in build(fresh, status=1)
    assert warning in command("build", "-f", str(fresh / "mkdocs.yml"))


# Of the plugin


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("uncheked: error", "there is no such setting; did you mean 'unchecked'?"),
        ("colour: red", "there is no such setting; one of: templates, unchecked"),
        ("unchecked: strict", "Expected one of: ('warning', 'error') but received: 'strict'"),
        ("templates: nowhere", "nowhere' isn't an existing directory."),
    ],
)
def test_a_wrong_setting_of_the_plugin_is_an_error_however_the_site_is_made(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, setting: str, told: str
) -> None:
    monkeypatch.chdir(fresh)
    settings(fresh, "  - briefings\n", f"  - briefings:\n      {setting}\n")
    name = setting.partition(":")[0]
    printed = command("check", status=1)
    assert f"mkdocs.yml:1:1: plugins.briefings.{name}: " in printed
    assert told in printed
    for ways in (["briefings", "build"], ["mkdocs", "build"], ["briefings", "render", "out"]):
        printed = run(BIN / ways[0], *ways[1:], cwd=fresh, status=1)
        assert f"Plugin 'briefings' option '{name}': " in printed
        assert told in printed


@pytest.mark.parametrize(
    ("written", "status", "told"),
    [
        ("- briefings", 1, "Error: mkdocs.yml holds no settings, such as `site_name: Briefings`"),
        ("docs_dir: [texts", 1, "Error: MkDocs encountered an error parsing the configuration"),
        ("docs_dir: notes", 2, "there is no folder notes/ here; name the files to check"),
        ("site_name: Notes", 2, "there is no folder docs/ here; name the files to check"),
        ("docs_dir:", 2, "there is no folder docs/ here; name the files to check"),
        (
            "docs_dir: texts\nplugins: {briefings: {3: 4}}",
            1,
            "plugins.briefings.3: there is no such",
        ),
        ("docs_dir: texts\nplugins: {briefings: [a]}", 0, "1 briefing, 0 errors, 2 warnings"),
        (
            "docs_dir: texts\nplugins:\n  briefings: {unchecked: strict}",
            1,
            "plugins.briefings.unchecked: Expected one of",
        ),
    ],
)
def test_the_check_reads_the_folder_that_a_build_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, status: int, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "texts" / "2031" / "a.yml"
    file.parent.mkdir(parents=True)
    file.write_text(briefing(1))
    (tmp_path / "mkdocs.yml").write_text(f"{written}\n")
    assert told in command("check", status=status)


# Addresses (site-03)

NAMES = ["C++", "C#", "★", "★★", "AI", "稅", "税", "naïve", "naive"]


def test_topics_that_differ_in_signs_case_or_script_have_their_own_pages(tmp_path: Path) -> None:
    topics = "".join(f'topic-{number}:\n  name: "{name}"\n' for number, name in enumerate(NAMES))
    chinese = {"_2031__tunnel": "隧道延期", "_2031__ferry": "渡輪漲價"}
    files = {
        name: briefing(1)
        .replace("Ferry report number 1", title)
        .replace("[ferries]", f"[{', '.join(f'topic-{number}' for number in range(len(NAMES)))}]")
        for name, title in chinese.items()
    }
    project = bare_site(tmp_path / "project", topics=topics, people=REGISTRIES["people"], **files)
    build(project)
    pages = pages_of(project / "site")
    for number, name in enumerate(NAMES):
        assert pages[f"topics/topic-{number}/index.html"].article.one("h1").text.startswith(name)
    links = pages["2031/tunnel/index.html"].article.one("p", class_="kicker").all("a")
    assert [one.text for one in links] == NAMES
    assert dead_links(project / "site") == []
    assert all("//" not in path and "/-/" not in path for path in pages)


@pytest.mark.parametrize("name", [*NAMES[:-1], "-", "c++", "a--b", "two words", "-a", "a/b", ".."])
def test_a_topic_whose_id_cannot_be_an_address_is_refused(tmp_path: Path, name: str) -> None:
    topics = f'"{name}":\n  name: Anything\n'
    project = bare_site(tmp_path / "project", topics=topics)
    printed = command("check", str(project / "briefings"), status=1)
    assert f"topics.yml:1:1: {name}: {name!r} is not an id" in printed


def test_two_topics_that_differ_in_case_alone_are_named_both(tmp_path: Path) -> None:
    topics = "ai:\n  name: AI\nai-again:\n  name: ai\n"
    project = bare_site(tmp_path / "project", topics=topics)
    printed = command("check", str(project / "briefings"), status=1)
    assert "topics.yml:4:9: ai-again.name: the topic 'ai' has this name already" in printed


def test_addresses_do_not_depend_on_the_order_of_files(plugin_site: Path, tmp_path: Path) -> None:
    project = copy_site(tmp_path / "project")
    content = project / "briefings"
    moved = content.rename(project / "moved")
    for path in sorted(moved.rglob("*"), reverse=True):
        if path.is_file():
            target = content / path.relative_to(moved)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    build(project)
    assert list(tree(project / "site")) == list(tree(plugin_site))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("index.md", "# Home by hand\n"),
        ("README.md", "# Home by hand\n"),
        ("topics.md", "# Topics by hand\n"),
        ("topics/ferries.md", "# Ferries by hand\n"),
        ("years/index.html", "<title>Years by hand</title>\n"),
    ],
)
@pytest.mark.parametrize("how", ["build", "render"])
def test_a_file_with_the_address_of_a_made_page_is_refused(
    fresh: Path, tmp_path: Path, path: str, text: str, how: str
) -> None:
    target = fresh / "briefings" / path
    target.parent.mkdir(exist_ok=True)
    target.write_text(text)
    if how == "build":
        printed = build(fresh, "--quiet", status=1)
    else:
        config = str(fresh / "mkdocs.yml")
        printed = command("render", "-f", config, str(tmp_path / "rendered"), status=1)
        assert not (tmp_path / "rendered").exists()
    told = f"{path} has the address of a page that is made from the briefings; give it another name"
    assert told in printed


@pytest.mark.parametrize("how", [("build",), ("render", "rendered")])
@pytest.mark.parametrize(
    ("path", "told"),
    [
        (
            b"search/search.json",
            "search/search.json would stand among the files of the search, in search/; put it into",
        ),
        (
            b"topics/ferries/index.html/more.txt",
            "has the address topics/ferries/index.html, which must be the folder of topics/",
        ),
        (
            b"search",
            "search has the address search, which must be the folder of a page made from the",
        ),
        (b"caf\xe9.txt", "'caf\\udce9.txt' is no name in UTF-8; give the file another"),
    ],
)
def test_a_file_that_cannot_have_its_address_is_refused(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, path: bytes, told: str, how: tuple[str, ...]
) -> None:
    monkeypatch.chdir(fresh)
    place = fresh / "briefings" / os.fsdecode(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("{}")
    assert told in command(*how, status=1)
    assert told in run(BIN / "mkdocs", "build", cwd=fresh, status=1)


@pytest.mark.parametrize("path", ["assets", "sitemap.xml/more.txt"])
@pytest.mark.parametrize("before", [0, 2])
def test_a_file_in_the_place_of_a_folder_of_the_theme_is_not_lost_in_silence(
    fresh: Path, path: str, before: int
) -> None:
    content = fresh / "briefings"
    for number in range(before):  # then a build begins with the site before the last
        (content / "2031" / f"more-{number}.yml").write_text(briefing(number))
        build(fresh)
    (content / path).parent.mkdir(exist_ok=True)
    (content / path).write_text("mine")
    assert "the site cannot be made: " in build(fresh, status=1)
    assert (fresh / "site").exists() == bool(before)
    assert not (fresh / ".site.new").exists()


def test_the_settings_may_stand_beside_the_content(fresh: Path) -> None:
    (fresh / "conf").mkdir()
    shutil.move(fresh / "mkdocs.yml", fresh / "conf")
    shutil.move(fresh / "templates", fresh / "conf")
    settings = fresh / "conf" / "mkdocs.yml"
    edit(settings, "docs_dir: briefings", "docs_dir: ../briefings")
    build(fresh / "conf")
    assert (fresh / "conf" / "site" / "2031" / "smallest" / "index.html").is_file()


def test_a_pipe_among_the_content_is_left_alone(fresh: Path) -> None:
    os.mkfifo(fresh / "briefings" / "pipe")
    build(fresh)
    assert not (fresh / "site" / "pipe").exists()


def test_a_disk_that_cannot_be_written_to_is_told_of(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(fresh)
    (fresh / ".cache").write_text("a file")
    told = "the site cannot be made: .cache/build: Not a directory\n"
    assert command("build", status=1) == f"ERROR: {told}"


@pytest.mark.parametrize("place", [".cache", ".cache/site"])
def test_a_site_in_the_cache_is_refused(
    fresh: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(fresh)
    kept = fresh / ".cache" / "articles" / "one.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("An article that nobody may publish.")
    settings(fresh, "docs_dir: briefings", f"docs_dir: briefings\nsite_dir: {place}")
    told = "site_dir must not be in .cache/, where builds keep what they remember"
    assert told in command("build", status=1)
    assert list(tree(fresh / ".cache")) == ["articles/one.txt"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("topics", "index:\n  name: Index\n"),
        ("people", "index:\n  name: Index\n  role: clerk\n"),
        ("_2031__index", briefing(1)),
    ],
)
def test_a_briefing_topic_or_person_with_the_address_of_a_list_is_refused(
    tmp_path: Path, file: str, text: str
) -> None:
    project = bare_site(tmp_path / "project", **{**REGISTRIES, file: text})
    build(project, "--quiet", status=1)


# Edit links (site-04)

REPOSITORY = "https://github.com/harbour/briefings"
EDIT_SETTINGS = {
    "edit_uri is unset": ("", f"{REPOSITORY}/edit/main/briefings/"),
    "edit_uri names the branch": (
        "edit_uri: edit/trunk/briefings/",
        f"{REPOSITORY}/edit/trunk/briefings/",
    ),
    "edit_uri lacks the slash": (
        "edit_uri: edit/trunk/briefings",
        f"{REPOSITORY}/edit/trunk/briefings/",
    ),
    "edit_uri is a query": ("edit_uri: ?file=", f"{REPOSITORY}?file=/"),
    "edit_uri is an address": (
        "edit_uri: https://editor.example/open/",
        "https://editor.example/open/",
    ),
    "edit_uri_template is set": (
        "edit_uri_template: 'blob/trunk/briefings/{path}?plain=1'",
        f"{REPOSITORY}/blob/trunk/briefings/",
    ),
}
EDITED = {
    "2031/smallest": "2031/smallest.yml",
    "topics/ferries": "topics.yml",
    "topics": "topics.yml",
    "people/ilse-varga": "people.yml",
    "people": "people.yml",
    "method": "method.md",
    ".": None,
    "2031": None,
    "years": None,
    "2031/tunnel-late": None,
}


@pytest.mark.parametrize("rendered_first", [False, True], ids=["built", "rendered"])
@pytest.mark.parametrize(("setting", "start"), EDIT_SETTINGS.values(), ids=list(EDIT_SETTINGS))
def test_the_edit_button_opens_a_file_that_exists(
    fresh: Path, tmp_path: Path, setting: str, start: str, rendered_first: bool
) -> None:
    settings(fresh, "https://git.example/harbour/briefings", REPOSITORY)
    settings(fresh, "edit_uri: edit/main/briefings/", setting)
    end = "?plain=1" if "template" in setting else ""
    if rendered_first:
        target = tmp_path / "rendered"
        command("render", "-f", str(fresh / "mkdocs.yml"), str(target))
        build(target)
        site = target / "site"
    else:
        build(fresh)
        site = fresh / "site"
    found = {path: PageOfSite(site, f"{path}/index.html").edit_link for path in EDITED}
    assert found == {
        path: None if edited is None else f"{start}{edited}{end}" for path, edited in EDITED.items()
    }
    assert all((fresh / "briefings" / edited).is_file() for edited in EDITED.values() if edited)


def test_where_somebody_sets_what_mkdocs_would_guess_it_stands(fresh: Path) -> None:
    settings(fresh, "https://git.example/harbour/briefings", REPOSITORY)
    settings(fresh, "edit_uri: edit/main/briefings/", "edit_uri: edit/master/docs/")
    settings(fresh, "docs_dir: briefings", "docs_dir: docs")
    (fresh / "briefings").rename(fresh / "docs")
    build(fresh)
    page = PageOfSite(fresh / "site", "2031/smallest/index.html")
    assert page.edit_link == f"{REPOSITORY}/edit/master/docs/2031/smallest.yml"


def test_without_a_repository_there_is_no_edit_button(fresh: Path) -> None:
    settings(fresh, "repo_url: https://git.example/harbour/briefings\n", "")
    settings(fresh, "edit_uri: edit/main/briefings/\n", "")
    build(fresh)
    assert {page.edit_link for page in pages_of(fresh / "site").values()} == {None}


# Other settings


def test_addresses_may_end_in_html(fresh: Path) -> None:
    settings(fresh, "nav:", "use_directory_urls: false\n\nnav:")
    build(fresh)
    assert "2031/tunnel-delayed.html" in pages_of(fresh / "site")
    assert dead_links(fresh / "site") == []
    moved = PageOfSite(fresh / "site", "2030/tunnel-postponed.html")
    refresh = moved.root.one("meta", **{"http-equiv": "refresh"}).attributes["content"]
    assert refresh == "0; url=../2031/tunnel-delayed.html"


def test_the_content_folder_may_have_another_name(fresh: Path, plugin_site: Path) -> None:
    settings(fresh, "docs_dir: briefings", "docs_dir: content/all")
    (fresh / "content").mkdir()
    (fresh / "briefings").rename(fresh / "content" / "all")
    settings(fresh, "https://git.example/harbour/briefings", REPOSITORY)
    settings(fresh, "edit_uri: edit/main/briefings/", "")
    build(fresh)
    assert list(tree(fresh / "site")) == list(tree(plugin_site))
    edited = PageOfSite(fresh / "site", "2031/smallest/index.html").edit_link
    assert edited == f"{REPOSITORY}/edit/main/content/all/2031/smallest.yml"


@pytest.mark.parametrize("missing", [["topics"], ["people"], ["topics", "people"]])
def test_a_site_builds_without_registries(tmp_path: Path, missing: list[str]) -> None:
    registries = {name: text for name, text in REGISTRIES.items() if name not in missing}
    project = bare_site(tmp_path / "project", _2031__ferry=briefing(1), **registries)
    build(project)
    assert dead_links(project / "site") == []
    page = PageOfSite(project / "site", "2031/ferry/index.html")
    assert "Ilse Varga" in page.article.text
    assert "Ferries" in page.article.text


@pytest.mark.parametrize("registries", [{}, REGISTRIES], ids=["bare", "with registries"])
def test_a_site_without_briefings_builds(tmp_path: Path, registries: dict[str, str]) -> None:
    project = bare_site(tmp_path / "project", **registries)
    build(project)
    assert dead_links(project / "site") == []
    home = PageOfSite(project / "site", "index.html")
    assert "There is no briefing yet." in home.article.text


def test_a_site_of_drafts_alone_builds(tmp_path: Path) -> None:
    draft = briefing(1, draft="true")
    project = bare_site(tmp_path / "project", **REGISTRIES, _2031__ferry=draft)
    build(project)
    assert "2031/ferry/index.html" not in pages_of(project / "site")
    assert dead_links(project / "site") == []


def test_the_plugin_may_be_given_another_folder_of_templates(fresh: Path) -> None:
    (fresh / "templates" / "pages").rename(fresh / "mine")
    (fresh / "other").mkdir()
    (fresh / "mine").rename(fresh / "other" / "pages")
    settings(fresh, "  - briefings\n", "  - briefings:\n      templates: other\n")
    build(fresh)
    assert dead_links(fresh / "site") == []


# Pagination


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of 80 briefings of one topic, year and speaker."""
    files = {f"_2031__report-{number}": briefing(number) for number in range(80)}
    project = bare_site(tmp_path_factory.mktemp("many") / "project", **REGISTRIES, **files)
    build(project)
    return project / "site"


@pytest.mark.parametrize("path", ["", "2031/", "topics/ferries/", "people/ilse-varga/"])
def test_a_long_list_is_cut_into_pages(many: Path, path: str) -> None:
    numbers = ["", "page/2/", "page/1/"]
    pages = [PageOfSite(many, f"{path}{number}index.html") for number in numbers]
    entries = [[one.text for one in page.article.all("h2")] for page in pages]
    assert [len(part) for part in entries] == [30, 25, 25]
    assert len({title for part in entries for title in part}) == 80
    ways = [[way for way in ("prev", "next") if page.article.all("a", rel=way)] for page in pages]
    assert ways == [["next"], ["prev", "next"], ["prev"]]
    assert len({page.title for page in pages}) == 3
    assert not (many / path / "page" / "3").exists()


def test_a_long_site_has_no_dead_link(many: Path) -> None:
    assert dead_links(many) == []


# Two builds


def test_two_builds_of_one_commit_are_the_same_bytes(tmp_path: Path) -> None:
    sites = []
    for zone, seed in (("Asia/Kolkata", "1"), ("America/Lima", "2")):
        project = copy_site(tmp_path / seed / "project")
        env = {"SOURCE_DATE_EPOCH": "1935000000", "TZ": zone, "PYTHONHASHSEED": seed}
        run(BIN / "mkdocs", "build", "--strict", cwd=project, env=env)
        sites.append(tree(project / "site"))
    assert sites[0] == sites[1]
