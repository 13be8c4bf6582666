"""Pagefind, the program that makes an index: documents in, the files of one bundle out."""

import base64
import json
import os
import secrets
import select
import shutil
import signal
import subprocess
import tempfile
import time
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pagefind_bin  # type: ignore[import-untyped]
from mkdocs.exceptions import PluginError

SIGNATURE = b"pagefind_dcd"
"""With this begins what Pagefind has packed."""
_PLACES = 10_000
"""Of words, in one file of an index, about 20 kB: what a reader fetches for each word of a query.
With more the files are longer, and take longer to make; with fewer the list of all files grows."""
_CHECKED = ("*/*.pf_*", "*.pf_meta", "*.json")
"""Whatever Pagefind writes of which it can be seen whether it is whole."""
_GZIP = 31
"""What zlib calls a packed file with its head and checksum."""
_PATIENCE = 10.0
"""Seconds until a file is given up that Pagefind has told of as written."""


class Index:
    """Pagefind at work on one index until it is closed; copies of this process can go on with it.

    Whatever it is asked for, it raises PluginError where Pagefind is missing or fails.
    """

    def __init__(self, room: Path | None = None) -> None:
        """Begin an empty index; `room` is where its files may stand while it is at work."""
        # Its name is known to all copies of this process, whichever makes and removes it.
        self._scratch = (room or Path(tempfile.gettempdir())) / f"search-{secrets.token_hex(8)}"
        self._folder = self._scratch / "bundle"
        with _told(), ExitStack() as stack:
            self._errors = stack.enter_context(tempfile.TemporaryFile())
            self._pagefind = subprocess.Popen(
                [pagefind_bin.get_executable(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                process_group=0,  # Ctrl-C is for this process alone, which ends Pagefind
                env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(_PLACES)},
            )
            self._stack = stack.pop_all()
        self._known: frozenset[str] = frozenset()
        self._ask("NewIndex", config={"force_language": "en"})

    def __enter__(self) -> "Index":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End Pagefind, and throw away what it has written.

        A copy of the process that began it may do so, too, but not alone.
        """
        if self._pagefind.returncode is None:
            os.kill(self._pagefind.pid, signal.SIGKILL)  # as `Popen` would for its own process only
        self._pagefind.wait()
        for pipe in filter(None, (self._pagefind.stdin, self._pagefind.stdout)):
            with suppress(BrokenPipeError):
                pipe.close()
        self._stack.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def add(self, documents: Iterable[tuple[str, str]]) -> None:
        """Let it read documents, and go on: for each its address, and its HTML.

        One takes the place of what there was at its address.

        They are handed over one by one: from a folder Pagefind takes files in the order of the file
        system, and its bytes depend on the order.
        """
        for address, html in documents:
            self._ask("AddFile", index_id=0, file_path=address, file_contents=html)
        self._flush()

    def make(self, known: Collection[str] = ()) -> None:
        """Let it make the files, and go on; fragments at the paths that are known it leaves out."""
        self._known = frozenset(known)
        if known:
            with _told():
                self._scratch.mkdir(mode=0o700, parents=True)
                _stand_in(self._folder, known)
            self._ask("WriteFiles", index_id=0, output_path=str(self._folder))
        else:
            self._ask("GetFiles", index_id=0)
        self._flush()

    def files(self) -> dict[str, bytes]:
        """The files that it was let make, by path, once it has done so; some are of no use to us.

        Beside fragments that are known there is only what depends on the documents.
        """
        if not self._known:
            files = self._answer("GetFiles")["files"]
            return {one["path"]: base64.b64decode(one["content"]) for one in files}
        self._answer("WriteFiles")
        made = chain.from_iterable(map(self._folder.glob, _CHECKED))
        paths = {one.relative_to(self._folder).as_posix() for one in made}
        return {path: _whole(self._folder / path) for path in sorted(paths - self._known)}

    def _ask(self, kind: str, **request: object) -> None:
        """A request is an object in JSON, in base64, with a comma behind it; so is each answer.

        Pagefind takes requests while it is at work on others, whether its answers are read or not.
        """
        message = json.dumps({"message_id": 0, "payload": {"type": kind, **request}}).encode()
        assert self._pagefind.stdin is not None  # noqa: S101 - for mypy: it is a pipe
        with suppress(BrokenPipeError):  # its answer says why
            self._pagefind.stdin.write(base64.b64encode(message) + b",")

    def _flush(self) -> None:
        assert self._pagefind.stdin is not None  # noqa: S101
        with suppress(BrokenPipeError):
            self._pagefind.stdin.flush()

    def _answer(self, kind: str) -> dict[str, Any]:
        """The answer of this kind."""
        assert self._pagefind.stdout is not None  # noqa: S101
        for answer in self._answers(self._pagefind.stdout):
            if answer["type"] == "Error":
                raise PluginError(f"search cannot be made: {answer['message']}")
            if answer["type"] == kind:
                return answer
        self._errors.seek(0)
        reason = self._errors.read().decode(errors="replace").strip()
        raise PluginError(f"search cannot be made: {reason or 'Pagefind has ended'}")

    def _answers(self, told: IO[bytes]) -> Iterator[dict[str, Any]]:
        parts: list[bytes] = []
        while True:
            while not select.select([told], [], [], 1)[0]:
                if self._known:
                    _probe(self._folder)  # it waits for ever where it can write no file
            read = os.read(told.fileno(), 2**20)
            if not read:
                return
            first, *more = read.split(b",")
            parts.append(first)
            for part in more:
                said = b"".join(parts)
                try:
                    yield json.loads(base64.b64decode(said))["payload"]
                except ValueError:
                    raise PluginError(f"search cannot be made: Pagefind says {said!r}") from None
                parts = [part]


def _stand_in(folder: Path, paths: Iterable[str]) -> None:
    """Let there be fragments at these paths: those that are there it never looks into."""
    folder.joinpath("fragment").mkdir(parents=True)
    empty = folder.with_name("empty")
    empty.touch()
    for path in paths:
        try:  # to make as many files would take longer
            folder.joinpath(path).hardlink_to(empty)
        except OSError:  # of a file system that has no such links
            folder.joinpath(path).symlink_to(empty)


def unpacked(content: bytes) -> bytes:
    """What a file says that Pagefind has packed.

    Raises zlib.error where it is not whole.
    """
    return zlib.decompress(content, _GZIP).removeprefix(SIGNATURE)


def _whole(file: Path) -> bytes:
    """The content of the file, once all of it is there: Pagefind 1.5 tells of it before."""
    patient_until = time.monotonic() + _PATIENCE
    while True:
        with _told():
            content = file.read_bytes()
        with suppress(ValueError, zlib.error):
            json.loads(content) if file.suffix == ".json" else unpacked(content)
            return content
        if time.monotonic() > patient_until:
            _probe(file)
            raise PluginError(f"search cannot be made: Pagefind has not written all of {file}")
        time.sleep(0.005)


def _probe(file: Path) -> None:
    """See whether files can be written beside this one.

    Raises PluginError where they cannot.
    """
    with _told():
        file.with_name("probe").write_bytes(bytes(10_000))


@contextmanager
def _told() -> Iterator[None]:
    """Tell of what the disk refuses."""
    try:
        yield
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        raise PluginError(f"search cannot be made: {reason}") from None
