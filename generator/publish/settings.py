"""The plugin's settings, what else `mkdocs.yml` says, and where MkDocs guesses amiss."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from generator.problems import Position, Problem

if TYPE_CHECKING:
    from generator.proof.verification import Unchecked

log = get_plugin_logger("briefings")


class BriefingsConfig(Config):  # type: ignore[no-untyped-call]
    """The settings of the plugin in `mkdocs.yml`."""

    templates = config_options.Dir(exists=True, default="templates")
    """The folder with `pages/`, whose templates make the pages."""
    unchecked: "Unchecked" = config_options.Choice(("warning", "error"), default="warning")  # type: ignore[assignment]
    """How bad it is that a briefing has quotes and no fingerprint."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """What is wrong with the settings; a mistyped one, which would have no effect, is."""
        failed, warnings = super().validate()
        known = [name for name, _ in self._schema]
        for name in sorted(self.keys() - set(known)):
            # Slow to load, and rarely wanted.
            from generator.content.diagnosis import did_you_mean

            hint = did_you_mean(name, known)
            failed.append((name, ValidationError(f"there is no such setting; {hint}")))
        return failed, [(name, text) for name, text in warnings if name in known]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that matter outside of a build."""

    content: Path = Path("briefings")
    """The content folder."""
    unchecked: "Unchecked" = "warning"
    """How bad it is that a briefing has quotes and no fingerprint."""
    site_url: str | None = None
    """The site's address, by which its programs make themselves known."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the settings of the plugin."""


def read_settings(config_file: Path) -> Settings:
    """The settings in the file; what they are by default where there is none.

    Raises ConfigurationError where the file holds no settings.
    """
    if not config_file.is_file():
        return Settings()
    with config_file.open("rb") as file:
        settings = yaml_load(file, get_yaml_loader())
    if not isinstance(settings, dict):
        raise ConfigurationError(f"{config_file} holds no settings, such as `site_name: Briefings`")
    options = _of_plugin(settings.get("plugins"))
    given = {str(name): value for name, value in options.items() if name != "enabled"}
    config = BriefingsConfig(str(config_file.absolute()))
    config.load_dict({"templates": ".", **given})  # only a build needs those by default
    problems = tuple(
        Problem(config_file.as_posix(), Position(), f"plugins.briefings.{name}", str(error))
        for name, error in config.validate()[0]
        if name in given
    )
    content = config_file.parent / str(settings.get("docs_dir") or "docs")  # as it is for MkDocs
    return Settings(content, config.unchecked, settings.get("site_url"), problems)


def _of_plugin(plugins: Any) -> dict[str, Any]:
    """The options of our plugin, in either way in which MkDocs lets plugins be listed."""
    for one in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(one, dict) and isinstance(options := one.get("briefings"), dict):
            return options
    return {}


def prepare(config: MkDocsConfig, *, served: bool) -> None:
    """Mend what MkDocs guesses of the site, and tell the templates whether it is only served."""
    if not config.site_url:
        log.warning("site_url is not set: the not-found page and feeds cannot know their addresses")
    config.edit_uri = edit_uri(config)
    config.extra["served"] = served


def edit_uri(config: MkDocsConfig) -> str | None:
    """Where the edit button leads: MkDocs guesses a folder `docs` and a branch `master`.

    In a folder `docs` its word stands: somebody may have set what it would guess.
    """
    folder = Path(config.docs_dir)
    root = Path(config.config_file_path or ".").parent.absolute()
    if not folder.is_relative_to(root):  # nobody can say where it is in the repository
        return config.edit_uri
    folder = folder.relative_to(root)
    if folder == Path("docs"):
        return config.edit_uri
    guesses = {
        "edit/master/docs/": f"edit/main/{folder.as_posix()}/",
        "src/default/docs/": f"src/main/{folder.as_posix()}/",
    }
    return guesses.get(config.edit_uri or "", config.edit_uri)
