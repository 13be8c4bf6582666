"""What the tests of the site share: a project to build, and a page as a reader has it."""

import logging
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from click.testing import CliRunner, Result

from generator.cli import main
from generator.content.library import Library
from generator.content.load import require_library
from generator.content.schema import Quote

ROOT = Path(__file__).parents[2]
SITE = ROOT / "tests" / "data" / "site"
ADDRESS = "https://harbour.example/repo/"
"""Where the invented site stands."""
BIN = Path(sys.executable).parent

_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}


def copy_site(target: Path) -> Path:
    """The invented site as a project of its own in the folder `target`."""
    shutil.copytree(SITE, target)
    shutil.copytree(ROOT / "templates", target / "templates")
    return target


def bare_site(target: Path, **files: str) -> Path:
    """The invented site's settings and method page, and no briefing but the `files` given.

    `__` in a name stands for the slash, and `.yml` is added: `_2031__tunnel` is 2031/tunnel.yml.
    """
    target.mkdir(parents=True)
    shutil.copytree(ROOT / "templates", target / "templates")
    shutil.copy(SITE / "mkdocs.yml", target)
    content = target / "briefings"
    content.mkdir()
    (content / "method.md").write_text(
        "# Method {: #top }\n\n## Quotations {: #quotations }\n\n## Words {: #likelihood }\n"
    )
    for name, text in files.items():
        path = content / f"{name.removeprefix('_').replace('__', '/')}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return target


def briefing(number: int, **more: str) -> str:
    """A small invented briefing of 2031; `more` are lines to add."""
    lines = [
        f"title: Ferry report number {number}",
        f"date: 2031-{number % 12 + 1:02}-{number % 28 + 1:02}",
        f"summary: The ferry made {number} crossings.",
        f"source: {{title: Log {number}, publisher: Ferry Board}}",
        "topics: [ferries]",
        "key_points:",
        f"  - text: It made {number} crossings.",
        "quotes:",
        f"  - {{text: We crossed {number} times., speaker: Ilse Varga}}",
        *(f"{name}: {value}" for name, value in more.items()),
    ]
    return "\n".join(lines) + "\n"


REGISTRIES = {
    "topics": "ferries:\n  name: Ferries\n",
    "people": "ilse-varga:\n  name: Ilse Varga\n  role: harbour engineer\n",
}


def run(
    *command: str | Path, cwd: Path, env: dict[str, str] | None = None, status: int | None = 0
) -> str:
    """Run a command and return all that it printed; its exit status must be `status`."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    printed = done.stdout + done.stderr
    assert status is None or done.returncode == status, printed
    return printed


def environment(more: dict[str, str] | None = None) -> dict[str, str]:
    """The environment of a command: no colours, no notices, no settings of this session."""
    dropped = {"SOURCE_DATE_EPOCH", "SITE_URL", "REPO_URL", "FORCE_COLOR"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", **(more or {})}


def mkdocs_build(project: Path, *options: str, **more: str) -> Path:
    """The site that `mkdocs build --strict` makes."""
    run(BIN / "mkdocs", "build", "--strict", *options, cwd=project, env=more)
    return project / "site"


def build(project: Path, *options: str, status: int = 0) -> str:
    """What `briefings build --strict` says, run in this process, which is quicker."""
    return command("build", "--strict", "-f", str(project / "mkdocs.yml"), *options, status=status)


def command(*arguments: str, status: int = 0) -> str:
    """All that a command of `briefings` prints, and the exception it ends with, if any."""
    result = call(*arguments)
    unexpected = "" if isinstance(result.exception, SystemExit) else f"{result.exception or ''}"
    assert result.exit_code == status, result.output + unexpected
    return result.output + unexpected


def call(*arguments: str) -> Result:
    """What a command of `briefings` does in this process; MkDocs' log is then as it was."""
    logger = logging.getLogger("mkdocs")
    handlers, propagate, level = logger.handlers[:], logger.propagate, logger.level
    try:
        return CliRunner().invoke(main, arguments)
    finally:
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that the file holds once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder and what they hold."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass
class Element:
    """An element of HTML."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that a reader sees, with single spaces."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> list[str]:
        if self.tag in {"script", "style", "svg"}:
            return []
        pieces = []
        for child in self.children:
            pieces += [child] if isinstance(child, str) else child._pieces()
        return [*pieces, " "] if self.tag not in {"a", "strong", "em", "span", "b", "i"} else pieces

    def all(self, tag: str = "", **attributes: str) -> "list[Element]":
        """All elements in it of this tag, with these attributes; `class_` is one of its classes."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if tag in {"", child.tag} and all(
                    value in child.attributes.get("class", "").split()
                    if name == "class_"
                    else child.attributes.get(name) == value
                    for name, value in attributes.items()
                ):
                    found.append(child)
                found += child.all(tag, **attributes)
        return found

    def one(self, tag: str = "", **attributes: str) -> "Element":
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
        return found[0]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        tags = [element.tag for element in self.open]
        if tag in tags:
            del self.open[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


@dataclass
class PageOfSite:
    """One page of a built site."""

    site: Path
    path: str
    address: str = ADDRESS

    @cached_property
    def html(self) -> str:
        """The page as it stands in the file."""
        return (self.site / self.path).read_text("utf-8")

    @cached_property
    def root(self) -> Element:
        """The page as a tree."""
        builder = _Builder()
        builder.feed(self.html)
        return builder.root

    @property
    def title(self) -> str:
        """What stands in the browser's tab."""
        return self.root.all("title")[0].text

    @property
    def description(self) -> str:
        """What search engines show."""
        return self.root.one("meta", name="description").attributes["content"]

    @property
    def article(self) -> Element:
        """What is not header or footer."""
        return self.root.all("article")[0]

    @property
    def body(self) -> str:
        """The text of the whole page."""
        return self.root.one("body").text

    @cached_property
    def elements(self) -> list[str]:
        """The names of all elements of the page's own text, in their order."""
        return [element.tag for element in self.article.all()]

    @cached_property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [one.attributes["id"] for one in self.root.all() if "id" in one.attributes]

    @property
    def own_address(self) -> str:
        """The page's address."""
        return urljoin(self.address, self.path.removesuffix("index.html"))

    @property
    def links(self) -> list[str]:
        """Where its links and files lead, as whole addresses."""
        return [
            urljoin(self.own_address, one.attributes[name])
            for one in self.root.all()
            for name in ("href", "src")
            if name in one.attributes
        ]

    @property
    def edit_link(self) -> str | None:
        """Where the edit button leads."""
        found = self.root.all("a", rel="edit")
        return found[0].attributes["href"] if found else None


def pages_of(site: Path, address: str = ADDRESS) -> dict[str, PageOfSite]:
    """All pages of a site by path."""
    paths = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {path: PageOfSite(site, path, address) for path in sorted(paths)}


def dead_links(site: Path, address: str = ADDRESS) -> list[str]:
    """Every link within the site that leads to no file or no anchor, and the page that has it."""
    pages = pages_of(site, address)
    dead = []
    for page in pages.values():
        for link in page.links:
            parts = urlsplit(link)
            host = urlsplit(address).netloc
            if parts.netloc != host:
                continue
            whole = f"{parts.scheme}://{parts.netloc}{parts.path}"
            target = unquote(whole.removeprefix(address))
            if target.endswith("/") or not target:
                target += "index.html"
            lost = (
                not whole.startswith(address)
                or not (site / target).is_file()
                or (parts.fragment and parts.fragment not in pages[target].ids)
            )
            if lost:
                dead.append(f"{page.path}: {link}")
    return dead


def missing_files_of_styles(site: Path) -> list[str]:
    """Every file that a stylesheet of the site names and that is not there."""
    return [
        f"{style.relative_to(site)}: {name}"
        for style in site.rglob("*.css")
        for name in re.findall(r"url\(\s*[\"']?([^\"')]+)", style.read_text("utf-8"))
        if not name.startswith(("data:", "#")) and not (style.parent / name).is_file()
    ]


def lost_quotations(site: Path, content: Path) -> tuple[int, list[str]]:
    """The number of quotations of all briefings, and those not on their page with their speaker."""
    library, _ = require_library(content)
    lost, count = [], 0
    for entry in library.published:
        runs = PageOfSite(site, f"{entry.key}/index.html").article.all("div", class_="run")
        captions = [run.one("p", class_="caption").all("strong")[0].text for run in runs]
        texts = [_squeezed(run.text) for run in runs]
        for quote in entry.briefing.quotes:
            count += 1
            # The page sets marks of its own, at the start of each paragraph.
            words = _squeezed(quote.text.replace("\n\n", "\n“")).strip('"“”„«»')
            said_by = {who for who, text in zip(captions, texts, strict=True) if words in text}
            if _caption(quote, entry.briefing.source.kind, library) not in said_by:
                lost.append(f"{entry.key}: {quote.text}")
    return count, lost


def _caption(quote: Quote, kind: str, library: Library) -> str:
    """What stands in bold below the quotation."""
    if quote.speaker:
        person = library.person(quote.speaker)
        return library.people.entries[person].name if person else quote.speaker
    if quote.form == "direct":
        return "Speaker not named"
    return "The source" if kind == "other" else f"The {kind}"


def _squeezed(text: str) -> str:
    return "".join(text.split())
