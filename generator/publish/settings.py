"""What `mkdocs.yml` says, to commands that build no site, and where MkDocs guesses amiss."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

if TYPE_CHECKING:
    from generator.proof.verification import Unchecked


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that matter outside of a build."""

    unchecked: "Unchecked" = "warning"
    """How bad it is that a briefing has quotes and no fingerprint."""
    site_url: str | None = None
    """The site's address, by which its programs make themselves known."""


def read_settings(config_file: Path) -> Settings:
    """The settings in the file; what they are by default where there is none."""
    if not config_file.is_file():
        return Settings()
    with config_file.open("rb") as file:
        settings = yaml_load(file, get_yaml_loader())
    unchecked = _of_plugin(settings.get("plugins")).get("unchecked")
    return Settings("error" if unchecked == "error" else "warning", settings.get("site_url"))


def _of_plugin(plugins: Any) -> dict[str, Any]:
    """The options of our plugin, in either way in which MkDocs lets plugins be listed."""
    for one in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(one, dict) and "briefings" in one:
            return one["briefings"] or {}
    return {}


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
