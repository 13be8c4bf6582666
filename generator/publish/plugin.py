"""MkDocs' door: each hook unpacks what MkDocs gives, calls a function, and returns.

Checking and rendering happen before MkDocs touches the site, so that a mistake leaves it as it was.
What only a build by MkDocs itself needs is loaded when that happens: to load it takes longer than
`briefings build` does when nothing has changed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.publish.building.garbage import thaw, uncollected
from generator.publish.settings import BriefingsConfig, prepare
from generator.publish.staging import Staging, has_warned, refusal

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from generator.publish.whole import Whole

_SITEMAP = "sitemap.xml"


class BriefingsPlugin(BasePlugin[BriefingsConfig]):  # type: ignore[no-untyped-call]
    """Turns the YAML files of the content folder into pages."""

    def __init__(self) -> None:
        self.staging: Staging | None = None
        self.served = False
        self.dirty = False
        self.whole: Whole
        self.written = 0
        self.progress: Callable[[int, int], None] | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn for what the site is built, and whether MkDocs keeps what it finds there."""
        self.served = command == "serve"
        self.dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Mend what MkDocs guesses, and have the site written beside the old one."""
        prepare(config, served=self.served)
        if not self.dirty:
            self.staging = Staging(Path(config.site_dir), "mkdocs")
            try:
                self.staging.begin()
            except OSError as error:
                raise PluginError(refusal(error)) from None
            config.site_dir = str(self.staging.new)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Check all files and make all pages."""
        from generator.publish.whole import Whole

        with uncollected():
            self.whole = Whole(Path(config.docs_dir), self.config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the pages in the place of the YAML files."""
        self.whole.replace_files(files, config)
        return files

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Leave the theme's sitemap out: the site has one that keeps to the rules of sitemaps."""
        return "" if template_name == _SITEMAP else output_content

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Tell how far the build is, and let search have the page."""
        self.whole.let_search_read(page)
        self.written += 1
        if self.progress:
            self.progress(self.written, len(self.whole.made))

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Let the site take the place of the old one, after all other plugins."""
        thaw()
        self.whole.write_files(config)
        if self.staging:
            config.site_dir = str(self.staging.site)
            if not (config.strict and has_warned()):
                self.staging.finish()
            self.staging.clear()
            self.staging = None

    def on_build_error(self, *, error: Exception) -> None:
        """Throw away what was built so far."""
        if self.staging:
            self.staging.clear()

    def on_serve(
        self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Any
    ) -> "LiveReloadServer":
        """Watch the templates too, and rebuild when a file has really changed."""
        from generator.publish.serving import rebuild_on_real_changes

        own_theme = [config.theme.custom_dir] if config.theme.custom_dir else []
        rebuild_on_real_changes(server, [self.config.templates, *own_theme, *config.watch])
        return server
