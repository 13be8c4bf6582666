"""Build a project as `briefings build` does, less its search index.

`python -m tests.bench.pages_alone PROJECT`: the index of a former build stays as it is. What search
will read of the pages is written all the same, as in every build.
"""

import logging
import os
import sys
from pathlib import Path

from mkdocs.config import load_config

from generator.publish.building.build import build
from generator.publish.commands import cores
from generator.publish.settings import prepare

if __name__ == "__main__":
    os.chdir(sys.argv[1])
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config("mkdocs.yml")
    prepare(config, served=False)
    build(config, Path(".cache") / "build", count=cores(), search=False)
