"""Build the project in this folder as `briefings build` does, but without its search index."""

import logging
from pathlib import Path

from mkdocs.config import load_config

from generator.publish.building.build import build
from generator.publish.commands import cores
from generator.publish.plugin import prepare

logging.getLogger("mkdocs").setLevel(logging.ERROR)
config = load_config("mkdocs.yml")
prepare(config, served=False)
build(config, Path(".cache") / "build", count=cores(), search=False)
