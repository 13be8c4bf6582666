"""Pagefind, the program that makes the index: documents in, the files of one bundle out."""

import base64
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import IO, Any

import pagefind_bin  # type: ignore[import-untyped]
from mkdocs.exceptions import PluginError

from generator.output.search import SearchDocument

_PLACES = 10_000
"""Of words, in one file of an index, about 20 kB: what a reader fetches for each word of a query.
With more the files are longer, and take longer to make; with fewer the list of all files grows."""


def index_files(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The files that Pagefind makes of the documents, by path.

    They are handed over one by one: from a folder Pagefind takes files in the order of the file
    system, and its bytes depend on the order.

    Raises PluginError where Pagefind is missing or fails.
    """
    try:
        answer = _asked(_requests(documents))
    except OSError as error:
        raise PluginError(f"search cannot be made: {error.filename}: {error.strerror}") from None
    if answer["type"] == "Error":
        raise PluginError(f"search cannot be made: {answer['message']}")
    return {one["path"]: base64.b64decode(one["content"]) for one in answer["files"]}


def _requests(documents: Iterable[SearchDocument]) -> Iterator[dict[str, Any]]:
    yield {"type": "NewIndex", "config": {"force_language": "en"}}
    for one in documents:
        file = {"file_path": one.address, "file_contents": one.html}
        yield {"type": "AddFile", "index_id": 0, **file}
    yield {"type": "GetFiles", "index_id": 0}


def _asked(requests: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Pagefind's first answer that tells of an error, or else its answer to the last request.

    A request is an object in JSON, in base64, with a comma behind it, and so is each answer.
    Pagefind waits where nobody reads its answers, and ends when nobody can ask any more.
    """
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [pagefind_bin.get_executable(), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env=os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(_PLACES)},
        ) as pagefind,
        ThreadPoolExecutor(1) as reader,
    ):
        assert pagefind.stdin is not None  # noqa: S101 - for mypy: both are pipes
        assert pagefind.stdout is not None  # noqa: S101
        answer = reader.submit(_last_answer, pagefind.stdout)
        try:
            with suppress(BrokenPipeError):
                for number, request in enumerate(requests):
                    message = json.dumps({"message_id": number, "payload": request}).encode()
                    pagefind.stdin.write(base64.b64encode(message) + b",")
                pagefind.stdin.flush()
            told = answer.result()
        finally:  # else both would wait for ever
            with suppress(BrokenPipeError):
                pagefind.stdin.close()
        if told is None:
            said.seek(0)
            reason = said.read().decode(errors="replace").strip() or "Pagefind has ended"
            told = {"type": "Error", "message": reason}
        return told


def _last_answer(answers: IO[bytes]) -> dict[str, Any] | None:
    """The first error, or else the files; None where there is neither."""
    parts: list[bytes] = []
    while read := os.read(answers.fileno(), 2**20):
        first, *more = read.split(b",")
        parts.append(first)
        for part in more:
            answer: dict[str, Any] = json.loads(base64.b64decode(b"".join(parts)))["payload"]
            if answer["type"] in {"Error", "GetFiles"}:
                return answer
            parts = [part]
    return None
