"""Golden cases of content: snippets that stand in for fields of a good briefing, and whole files.

A snippet comes before those fields of the good briefing, or entries of the good registry, that it
does not name itself. So lines count in the snippet, and the rest of the file is in order.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from generator.content.load import load_library
from generator.problems import Problem

GOLDEN = Path(__file__).parents[1] / "golden" / "content"
BRIEFING = Path("briefings/2031/harbour-tunnel.yml")
FILES = {"topics": Path("briefings/topics.yml"), "people": Path("briefings/people.yml")}
"""What the cases of a folder replace, where it is not the briefing."""

_NAME = re.compile(rb"(?m)^[\"']?([a-z_-]+)[\"']?(?:\xc2\xa0)*:")


def base(path: Path) -> bytes:
    """The good file that stands at this place unless a case replaces it."""
    return (GOLDEN / "base" / path.name).read_bytes()


def completed(snippet: bytes, whole: bytes) -> bytes:
    """The snippet, and those fields of the whole that it does not name."""
    named = set(_NAME.findall(snippet))
    fields = list(_NAME.finditer(whole))
    ends = [*(field.start() for field in fields[1:]), len(whole)]
    return snippet + b"".join(
        whole[field.start() : end]
        for field, end in zip(fields, ends, strict=True)
        if field[1] not in named
    )


def names(kind: str) -> list[str]:
    """The files of the cases of one kind, without what is expected of them."""
    files = (GOLDEN / kind).iterdir()
    return sorted(path.name for path in files if path.suffix != ".problems")


def lay_out(kind: str, name: str, folder: Path) -> None:
    """Write the content of a case into the folder."""
    case = GOLDEN / kind / name
    files = dict(_files_of(case)) if case.is_dir() else {}
    if not case.is_dir():
        for path in (*FILES.values(), BRIEFING):
            files[path] = base(path)
        replaced = FILES.get(kind, BRIEFING)
        content = case.read_bytes()
        whole = kind == "files" or case.suffix == ".bin"
        files[replaced] = content if whole else completed(content, files[replaced])
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def _files_of(case: Path) -> Iterator[tuple[Path, bytes]]:
    for path in sorted(case.rglob("*")):
        if path.is_file():
            yield Path("briefings") / path.relative_to(case), path.read_bytes()


def problems_here() -> list[Problem]:
    """All problems of the folder of briefings where the test stands."""
    return load_library(Path("briefings"))[1]
