"""Random histories of a project, and whether what each build makes of it is what a cold one makes.

`python -m tests.publish.histories 200` plays as many, beyond those that the tests play.
"""

import logging
import os
import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator.problems import ProblemsError
from generator.publish.building import state
from generator.publish.building.build import build
from generator.publish.settings import prepare
from tests.publish.sites import briefing, copy_site, tree

STEPS = 7
WORDS = ["ferry", "tunnel", "gate", "dredger", "Überfahrt", "隧道", "quay", "toll", "tide"]


def built(project: Path, site: Path, cache: Path, count: int) -> str:
    """Build the project, and say why where it cannot be built."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    prepare(config, served=False)
    try:
        build(config, cache, count=count)
    except (ProblemsError, MkDocsException, Abort) as error:
        return str(error)
    return ""


class History:
    """A project that is changed at random, as people change theirs."""

    def __init__(self, folder: Path, seed: int, count: int) -> None:
        """Start from the invented site and some reports; `count` workers build it."""
        self.chance = random.Random(seed)  # noqa: S311 - for edits, not for secrets
        self.count = count
        self.folder = folder
        self.project = copy_site(folder / "project")
        self.content = self.project / "briefings"
        self.number = 0
        for _ in range(self.chance.choice([3, 30, 55])):
            self.add()
        self.told: list[str] = []
        self.good = 0
        """Steps that ended in a site."""

    def play(self) -> None:
        """Change the project, build it, and compare, several times."""
        for step in range(STEPS):
            shutil.copytree(self.project, self.folder / "before")
            for _ in range(self.chance.randint(1, 3)):
                change = self.chance.choice(self.changes)
                self.told.append(change.__name__)
                change()
            if self.compare(step):
                self.told.append("(a mistake, taken back)")
                shutil.rmtree(self.project)
                shutil.copytree(self.folder / "before", self.project)
            else:
                self.good += 1
            shutil.rmtree(self.folder / "before")

    def compare(self, step: int) -> str:
        """Build what has changed, and all in another folder: both must be the same.

        Says why where it cannot be built.
        """
        site = self.folder / "site"
        former = tree(site) if site.exists() else {}
        why = built(self.project, site, self.folder / "cache", self.count)
        cold = self.folder / f"cold-{step}"
        other = built(self.project, cold / "site", cold / "cache", 4 - self.count)
        assert why == other, (self.told, why, other)
        wanted = former if why else tree(cold / "site")
        found = tree(site) if site.exists() else {}
        differing = [path for path in {*wanted, *found} if wanted.get(path) != found.get(path)]
        assert differing == [], (self.told, sorted(differing)[:9])
        shutil.rmtree(cold, ignore_errors=True)
        return why

    @property
    def changes(self) -> list[Callable[[], None]]:
        """All that people do to a project, the usual things more often."""
        usual = [self.reword, self.retitle, self.add, self.remove, self.rename, self.relate]
        content = [self.topic, self.person, self.page, self.link, self.draft, self.redate]
        look = [self.template, self.style, self.theme, self.setting, self.touch]
        damage = [self.lose_a_file, self.stray, self.truncate, self.flip, self.forget, self.protect]
        return [*usual, *usual, *content, *look, *damage]

    def some(self) -> Path:
        """One of the briefings."""
        return self.chance.choice(sorted(self.content.glob("20*/*.yml")))

    def replace(self, path: Path, pattern: str, new: str) -> None:
        """Put something else in the place of the first that the pattern finds."""
        text = path.read_text("utf-8")
        path.write_text(re.sub(pattern, lambda _: new, text, count=1, flags=re.MULTILINE), "utf-8")

    def word(self) -> str:
        return f"{self.chance.choice(WORDS)}{self.chance.randint(0, 99)}"

    def reword(self) -> None:
        self.replace(self.some(), r"^summary:(?! >).*$", f"summary: The {self.word()} is here.")

    def retitle(self) -> None:
        self.replace(self.some(), r"^title: .*$", f"title: On the {self.word()}")

    def add(self) -> None:
        self.number += 1
        year = self.chance.choice(["2031", "2031", "2030", "2032"])
        text = briefing(self.number).replace("2031-", f"{year}-")
        path = self.content / year / f"report-{self.number}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            text.replace("[ferries]", self.chance.choice(["[ferries]", "[ferries, water-levels]"]))
        )

    def remove(self) -> None:
        self.some().unlink()

    def rename(self) -> None:
        path = self.some()
        self.number += 1
        path.rename(path.with_name(f"moved-{self.number}.yml"))

    def relate(self) -> None:
        one, other = self.some(), self.some()
        if "\nrelated" not in one.read_text("utf-8") and one != other:
            key = f"{other.parent.name}/{other.stem}"
            self.replace(one, r"^title:", f"related: [{key}]\ntitle:")

    def topic(self) -> None:
        self.replace(self.content / "topics.yml", r"^  name: .*$", f"  name: {self.word()}")

    def person(self) -> None:
        path = self.content / "people.yml"
        self.replace(path, r"^  role: .*$", f"  role: keeper of the {self.word()}")

    def page(self) -> None:
        path = self.content / self.chance.choice(["about.md", "method.md", "images/sign.txt"])
        if path.name == "about.md" and path.exists():
            path.unlink()
        else:
            with path.open("a", encoding="utf-8") as file:
                file.write(f"\nThe {self.word()} and [a report](2031/smallest.md).\n")

    def link(self) -> None:
        """Link to a page that is not there, of which MkDocs warns; or no longer."""
        path = self.content / "method.md"
        text, dead = path.read_text("utf-8"), "\n[gone](nowhere.md)\n"
        path.write_text(text.replace(dead, "") if dead in text else text + dead, "utf-8")

    def draft(self) -> None:
        path = self.some()
        if "\ndraft" in path.read_text("utf-8"):
            self.replace(path, r"^draft: true\n", "")
        else:
            self.replace(path, r"^title:", "draft: true\ntitle:")

    def redate(self) -> None:
        path = self.some()
        self.replace(
            path, r"^date: .*$", f"date: {path.parent.name}-0{self.chance.randint(1, 9)}-11"
        )

    def touch(self) -> None:
        os.utime(self.some())

    def template(self) -> None:
        name = self.chance.choice(["briefing.md", "home.md", "topic.md", "_parts.md", "person.md"])
        path = self.project / "templates" / "pages" / name
        self.replace(
            path, r"^(According to|# )", f"{self.word()} # " if name != "_parts.md" else "By "
        )

    def style(self) -> None:
        with (self.project / "templates" / "theme" / "assets" / "site.css").open("a") as file:
            file.write(f"\n.{self.word()} {{ color: red }}\n")

    def theme(self) -> None:
        path = self.project / "templates" / "theme" / "partials" / "footer.html"
        self.replace(path, r"Made with", f"{self.word()} made with")

    def setting(self) -> None:
        path = self.project / "mkdocs.yml"
        self.replace(path, r"^site_name: .*$", f"site_name: The {self.word()}")

    def lose_a_file(self) -> None:
        if found := sorted(path for path in (self.folder / "site").rglob("*") if path.is_file()):
            self.chance.choice(found).unlink()

    def stray(self) -> None:
        if (self.folder / "site").exists():
            (self.folder / "site" / f"{self.word()}.txt").write_text("not ours")

    def kept(self) -> list[Path]:
        """The files in which the builds remember."""
        return sorted(path for path in (self.folder / "cache").rglob("*") if path.is_file())

    def truncate(self) -> None:
        if found := self.kept():
            path = self.chance.choice([found[-1], self.chance.choice(found)])
            os.truncate(path, self.chance.randint(0, path.stat().st_size))

    def flip(self) -> None:
        path = self.folder / "cache" / "store.sqlite"
        if path.exists():
            content = bytearray(path.read_bytes())
            for _ in range(20):
                content[self.chance.randrange(len(content))] ^= 255
            path.write_bytes(content)

    def forget(self) -> None:
        shutil.rmtree(self.folder / "cache", ignore_errors=True)

    def protect(self) -> None:
        path = self.folder / "cache" / "store.sqlite"
        if path.exists():
            path.chmod(0o444)


def main() -> None:
    """Play as many histories as asked, with one worker and with three."""
    logging.disable(logging.ERROR)
    state._WORTH_COPIES = 0
    sites = 0
    for seed in range(int(sys.argv[1])):
        with tempfile.TemporaryDirectory() as folder:
            history = History(Path(folder), seed, 1 + 2 * (seed % 2))
            history.play()
            sites += history.good
        told = f"{seed + 1} histories, {sites} sites compared with cold builds, no difference"
        print(told, flush=True)


if __name__ == "__main__":
    main()
