"""The site as a project of its own, which any engine builds that reads MkDocs' projects.

The configuration comes in; out go Markdown pages, theme and a `mkdocs.yml` without our plugin.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import markdown
import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.content.library import Library
from generator.output.lists import plans
from generator.output.pages import Page, Pages
from generator.output.search import SearchDocument, documents, page_document
from generator.proof.verification import require_verified
from generator.publish.files import check_folders, take_address, taken_addresses
from generator.publish.search.bundling import write_search
from generator.publish.search.pages import is_searchable
from generator.publish.settings import edit_uri
from generator.publish.slots import page_meta

EXTENSIONS = ("attr_list", "def_list", "md_in_html", "toc")
"""The extensions under which the texts are escaped; others could read them as syntax."""
_HEADER = "# Written by `briefings render`: changes here are lost when it runs again.\n"


class CannotRenderError(Exception):
    """The project cannot be written there; the message says why."""


def write_project(config_file: Path, directory: Path) -> int:
    """Write the project into the directory and return the number of pages.

    Raises ProblemsError where a briefing has an error, PluginError where a hand-written page has
    the address of a generated one, and CannotRenderError where the directory holds something that
    this function has not written or the configuration does not name the plugin.
    """
    config = load_config(str(config_file))
    plugin = config.plugins.get("briefings")
    if plugin is None:
        raise CannotRenderError(f"{config_file} does not list the plugin briefings")
    settings_file = directory / "mkdocs.yml"
    if directory.is_dir() and any(directory.iterdir()) and not _is_ours(settings_file):
        raise CannotRenderError(f"{directory} holds other files; name a new directory")
    for source in filter(None, (config.docs_dir, config.theme.custom_dir)):
        if directory.resolve().is_relative_to(Path(source).resolve()):
            raise CannotRenderError(f"{directory} is inside {source}, which goes into the project")
    content, settings = Path(config.docs_dir), plugin.config
    library, proof, _ = require_verified(content, unchecked=settings.unchecked)
    pages = list(Pages(library, proof, Path(settings.templates) / "pages", written=True))
    edit_urls = _edit_urls(config, pages)

    docs, theme = directory / "docs", directory / "theme"
    for folder in (docs, theme):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(config.docs_dir, docs, ignore=shutil.ignore_patterns("*.yml", "*.yaml", ".*"))
    if config.theme.custom_dir:
        shutil.copytree(config.theme.custom_dir, theme)
    else:
        theme.mkdir()
    for src_uri, url in edit_urls.items():
        if (docs / src_uri).is_file():
            _name_edit_url(docs / src_uri, url)
    for page in pages:
        path = docs / page.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        meta = page_meta(page, config)
        if page.src_uri in edit_urls:
            meta["edit_url"] = edit_urls[page.src_uri]
        path.write_text(_with_front_matter(meta, str(page.content)), encoding="utf-8")
    write_search(_documents(config, library), library, docs)
    settings_file.write_text(_HEADER + _dumped(_settings(config_file)), encoding="utf-8")
    return len(pages)


def _documents(config: MkDocsConfig, library: Library) -> Iterator[SearchDocument]:
    """What search reads of all pages, whichever engine makes them."""

    def address(src_uri: str) -> str:
        return File(src_uri, None, "", config.use_directory_urls).dest_uri

    yield from documents(library, plans(library), address)
    for file in get_files(config).documentation_pages():
        text, meta = get_data(file.content_string)
        if is_searchable(meta):
            html = markdown.markdown(text, extensions=EXTENSIONS)
            yield page_document(address(file.src_uri), str(meta.get("title", "")), html)


def _is_ours(settings_file: Path) -> bool:
    return settings_file.is_file() and settings_file.read_text("utf-8").startswith(_HEADER)


def _edit_urls(config: MkDocsConfig, pages: list[Page]) -> dict[str, str]:
    """Where the edit button of each page leads that has one, by the page's source path.

    Raises PluginError where two pages have one address.
    """
    config.edit_uri = edit_uri(config)
    files = get_files(config)
    taken = taken_addresses(files)
    sources = list(files.documentation_pages())
    for page in pages:
        file = File(page.src_uri, None, config.site_dir, config.use_directory_urls)
        take_address(file.dest_uri, file.src_uri, taken)
        file.edit_uri = page.edit
        sources.append(file)
    check_folders(taken)
    urls = {file.src_uri: MkDocsPage(None, file, config).edit_url for file in sources}
    return {src_uri: url for src_uri, url in urls.items() if url}


def _name_edit_url(path: Path, url: str) -> None:
    """Write into a hand-written page where its edit button leads."""
    markdown, meta = get_data(path.read_text("utf-8-sig"))
    path.write_text(_with_front_matter({"edit_url": url, **meta}, markdown), encoding="utf-8")


def _with_front_matter(meta: dict[str, Any], markdown: str) -> str:
    return f"---\n{_dumped(meta)}---\n\n{markdown}"


def _settings(config_file: Path) -> dict[str, Any]:
    """The settings of the site, less what only this package can do."""
    with config_file.open("rb") as file:
        settings = yaml_load(file, get_yaml_loader())
    for name in ("site_dir", "hooks", "watch", "edit_uri_template"):
        settings.pop(name, None)
    theme = settings.get("theme", {})
    settings["docs_dir"] = "docs"
    settings["edit_uri"] = ""  # each page that has a source names its own
    settings["theme"] = {**(theme if isinstance(theme, dict) else {"name": theme})}
    settings["theme"]["custom_dir"] = "theme"
    settings["plugins"] = _without_ours(settings.get("plugins", []))
    settings["markdown_extensions"] = list(EXTENSIONS)
    settings.setdefault("validation", {}).setdefault("nav", {})["omitted_files"] = "ignore"
    return settings


def _without_ours(plugins: Any) -> Any:
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != "briefings"}
    return [one for one in plugins if one != "briefings" and list(one) != ["briefings"]]


def _dumped(data: dict[str, Any]) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000)
