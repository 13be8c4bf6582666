"""MkDocs' door: each hook unpacks what MkDocs gives, calls a function, and returns.

Checking and rendering happen before MkDocs touches the site, so that a mistake leaves it as it was.
"""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from generator.output.pages import Page, Pages
from generator.output.parts import Part, Shared
from generator.problems import ProblemsError
from generator.proof.verification import Unchecked, require_verified
from generator.publish.slots import Converter, Html, SlotPage
from generator.publish.staging import Staging, has_warned
from generator.publish.watching import rebuild_on_real_changes

log = get_plugin_logger("briefings")


class BriefingsConfig(Config):  # type: ignore[no-untyped-call]
    """The settings of the plugin in `mkdocs.yml`."""

    templates = config_options.Dir(exists=True, default="templates")
    """The folder with `pages/`, whose templates make the pages."""
    unchecked: Unchecked = config_options.Choice(("warning", "error"), default="warning")  # type: ignore[assignment]
    """How bad it is that a briefing has quotes and no fingerprint."""


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]
    """Turns the YAML files of the content folder into pages."""

    def __init__(self) -> None:
        self.staging: Staging | None = None
        self.served = False
        self.dirty = False
        self.made: tuple[Pages, list[Page]]
        self.written = 0
        self.progress: Callable[[int, int], None] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn for what the site is built, and whether MkDocs keeps what it finds there."""
        self.served = command == "serve"
        self.dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Mend what MkDocs guesses, and have the site written beside the old one."""
        if not config.site_url:
            log.warning(
                "site_url is not set: the not-found page and feeds cannot know their addresses"
            )
        config.edit_uri = edit_uri(config)
        config.extra["served"] = self.served
        if not self.dirty:
            self.staging = Staging(Path(config.site_dir))
            self.staging.begin()
            config.site_dir = str(self.staging.new)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check all files and make all pages."""
        # Hundreds of thousands of small objects live until the end of the build: looking through
        # them for garbage, again and again, took a fifth of its time.
        gc.disable()
        try:
            self.made = make_pages(Path(config.docs_dir), self.config)
        finally:
            gc.freeze()
            gc.enable()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the pages in the place of the YAML files."""
        replace_files(files, *self.made, config)
        return files

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        """Tell how far the build is."""
        self.written += 1
        if self.progress:
            self.progress(self.written, len(self.made[1]))

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Let the site take the place of the old one, after all other plugins."""
        gc.unfreeze()
        if self.staging:
            config.site_dir = str(self.staging.site)
            if config.strict and has_warned():
                self.staging.abandon()
            else:
                self.staging.finish()
            self.staging = None

    def on_build_error(self, *, error: Exception) -> None:
        """Throw away what was built so far."""
        if self.staging:
            self.staging.abandon()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watch the templates too, and rebuild when a file has really changed."""
        own_theme = [config.theme.custom_dir] if config.theme.custom_dir else []
        rebuild_on_real_changes(server, [self.config.templates, *own_theme, *config.watch])
        return server


def make_pages(content: Path, settings: BriefingsConfig) -> tuple[Pages, list[Page]]:
    """All pages of the content folder, and what makes the parts that they share.

    Raises PluginError, with all problems in its text, where a file or a template has an error.
    """
    try:
        library, proof, problems = require_verified(content, unchecked=settings.unchecked)
        for problem in problems:
            log.info(str(problem))
        pages = Pages(library, proof, Path(settings.templates) / "pages")
        return pages, list(pages)
    except ProblemsError as error:
        raise PluginError(f"the site cannot be made\n{error}") from None


def replace_files(files: Files, pages: Pages, made: list[Page], config: MkDocsConfig) -> None:
    """Take the YAML files out of the site and put the pages in.

    Raises PluginError where two pages have one address.
    """
    for file in list(files):
        if file.src_uri.endswith((".yml", ".yaml")) and file.generated_by is None:
            files.remove(file)
    taken = taken_addresses(files)
    titles = dict(nav_titles(config.nav))
    converter = Converter(config, files, {})
    shared: dict[Shared, list[Html]] = {}

    def html(part: Part | Shared, file: File) -> list[Html]:
        if isinstance(part, Part):
            return [converter.html(part, file)]
        if part not in shared:
            shared[part] = [converter.html(one, file) for one in pages.shared(part)]
        return shared[part]

    for page in made:
        file = File.generated(config, page.src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        take_address(file, taken)
        file.edit_uri = page.edit
        file.page = SlotPage(page, file, config, html, converter.page, titles.get(page.src_uri))
        files.append(file)


def taken_addresses(files: Files) -> dict[str, str]:
    """The address of each file that somebody has put into the content folder, and its name."""
    return {
        file.dest_uri: file.src_uri
        for file in files
        if file.generated_by is None and file.inclusion is not InclusionLevel.EXCLUDED
    }


def take_address(file: File, taken: dict[str, str]) -> None:
    """Note the address of a page that is made from the briefings.

    Raises PluginError where another page has it already.
    """
    other = taken.setdefault(file.dest_uri, "")
    if other:
        raise PluginError(
            f"{other} has the address of a page that is made from the briefings; "
            "give it another name"
        )
    taken[file.dest_uri] = f"a page made from the briefings ({file.src_uri})"


def nav_titles(nav: Any) -> Iterator[tuple[str, str]]:
    """The source path and title of each page that the `nav` setting gives a title.

    MkDocs forgets them for pages that a plugin has made.
    """
    for item in nav if isinstance(nav, list) else []:
        for title, target in item.items() if isinstance(item, dict) else []:
            if isinstance(target, str):
                yield target, title
            else:
                yield from nav_titles(target)


def edit_uri(config: MkDocsConfig) -> str | None:
    """Where the edit button leads: MkDocs guesses a folder `docs` and a branch `master`.

    In a folder `docs` its word stands: somebody may have set what it would guess.
    """
    folder = Path(config.docs_dir)
    if config.config_file_path:
        folder = folder.relative_to(Path(config.config_file_path).parent.absolute())
    if folder == Path("docs"):
        return config.edit_uri
    guesses = {
        "edit/master/docs/": f"edit/main/{folder.as_posix()}/",
        "src/default/docs/": f"src/main/{folder.as_posix()}/",
    }
    return guesses.get(config.edit_uri or "", config.edit_uri)
