"""The site as a project of its own, which any engine builds that reads MkDocs' projects.

The configuration comes in; out go Markdown pages, theme and a `mkdocs.yml` without our plugin.
"""

import shutil
from pathlib import Path
from typing import Any

import click
import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.content.load import require_library
from generator.output.filling import MarkdownFilling
from generator.output.pages import CUT, Page, Pages
from generator.publish.plugin import edit_uri
from generator.publish.slots import page_meta

EXTENSIONS = ("attr_list", "def_list", "md_in_html", "toc")
"""The extensions under which the texts are escaped; others could read them as syntax."""
_HEADER = "# Written by `briefings render`: changes here are lost when it runs again.\n"


def write_project(config_file: Path, directory: Path) -> int:
    """Write the project into the directory and return the number of pages.

    Raises ProblemsError where a briefing has an error, and click.UsageError where the directory
    holds something that this function has not written.
    """
    config = load_config(str(config_file))
    settings_file = directory / "mkdocs.yml"
    if directory.is_dir() and any(directory.iterdir()) and not _is_ours(settings_file):
        raise click.UsageError(f"{directory} holds other files; name a new directory")
    library, _ = require_library(Path(config.docs_dir))
    plugin = config.plugins["briefings"]
    pages = list(Pages(library, Path(plugin.config.templates) / "pages", MarkdownFilling))

    docs, theme = directory / "docs", directory / "theme"
    for folder in (docs, theme):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(config.docs_dir, docs, ignore=shutil.ignore_patterns("*.yml", "*.yaml", ".*"))
    if config.theme.custom_dir:
        shutil.copytree(config.theme.custom_dir, theme)
    else:
        theme.mkdir()
    for page in pages:
        path = docs / page.src_uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_with_front_matter(page, config), encoding="utf-8")
    settings_file.write_text(_HEADER + _dumped(_settings(config_file)), encoding="utf-8")
    return len(pages)


def _is_ours(settings_file: Path) -> bool:
    return settings_file.is_file() and settings_file.read_text("utf-8").startswith(_HEADER)


def _with_front_matter(page: Page, config: MkDocsConfig) -> str:
    meta = page_meta(page)
    uri = edit_uri(config)
    if page.edit and uri and config.repo_url:
        meta["edit_url"] = f"{config.repo_url.rstrip('/')}/{uri}{page.edit}"
    markdown = page.markdown.replace(f"{CUT}\n\n", "")
    return f"---\n{_dumped(meta)}---\n\n{markdown}"


def _settings(config_file: Path) -> dict[str, Any]:
    """The settings of the site, less what only this package can do."""
    with config_file.open("rb") as file:
        settings = yaml_load(file, get_yaml_loader())
    for name in ("site_dir", "hooks", "watch"):
        settings.pop(name, None)
    theme = settings.get("theme", {})
    settings["docs_dir"] = "docs"
    settings["edit_uri"] = ""  # each page that has a source names it
    settings["theme"] = {**(theme if isinstance(theme, dict) else {"name": theme})}
    settings["theme"]["custom_dir"] = "theme"
    settings["plugins"] = _without_ours(settings.get("plugins", []))
    settings["markdown_extensions"] = list(EXTENSIONS)
    settings.setdefault("validation", {}).setdefault("nav", {})["omitted_files"] = "ignore"
    return settings


def _without_ours(plugins: Any) -> Any:
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != "briefings"}
    return [one for one in plugins if one != "briefings" and "briefings" not in one]


def _dumped(data: dict[str, Any]) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000)
