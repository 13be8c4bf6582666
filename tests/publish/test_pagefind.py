"""An index in the making: what it is given, what it leaves out, and when it is there."""

import gzip
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from generator.output.search import SearchDocument, page_document
from generator.publish.search.bundling import Fragment, bundle
from generator.publish.search.pagefind import Index
from generator.publish.search.split import NEWEST


def page(address: str, title: str) -> SearchDocument:
    """A document of a few words."""
    return page_document(address, title, f"<p>A ferry waits for {title}.</p>")


DOCUMENTS = [page(f"{name}/index.html", name) for name in ("harbour", "method", "tunnel", "tide")]

Told = tuple[dict[str, bytes], dict[str, Fragment]]


def indexed(
    given: Sequence[SearchDocument],
    documents: Sequence[SearchDocument],
    known: Mapping[str, Fragment] | None = None,
) -> Told:
    """The files and fragments of a bundle of the documents, whose index was given others, too."""
    with Index() as index:
        index.add((one.address, one.html) for one in given)
        known = known or {}
        index.make([one.path for one in known.values()])
        facets = {one.address: one.facets for one in documents}
        found = bundle(NEWEST, facets, (one.html for one in documents), index, known)
    return dict(found.files), found.fragments


def test_a_document_takes_the_place_of_the_one_at_its_address() -> None:
    edited = [page(one.address, "Edited") if one is DOCUMENTS[1] else one for one in DOCUMENTS]
    assert indexed([*DOCUMENTS, edited[1]], edited) == indexed(edited, edited)


def test_fragments_that_are_known_are_not_made_again() -> None:
    whole, fragments = indexed(DOCUMENTS, DOCUMENTS)
    known = {address: fragments[address] for address in list(fragments)[1:]}
    rest, same = indexed(DOCUMENTS, DOCUMENTS, known)
    left_out = {f"search/newest/{one.path}" for one in known.values()}
    assert rest == {path: content for path, content in whole.items() if path not in left_out}
    assert left_out < set(whole)
    assert same == fragments


def test_a_fragment_whose_name_means_another_page_now_is_made_again() -> None:
    """The names are short, and become longer where two would be the same."""
    whole, fragments = indexed(DOCUMENTS, DOCUMENTS)
    one, other = list(fragments)[:2]
    for path in (fragments[other].path, "fragment/en_longer0.pf_fragment"):
        renamed = {one: fragments[one]._replace(path=path)}
        assert indexed(DOCUMENTS, DOCUMENTS, renamed) == (whole, fragments)


_SLOW = """\
#!{python}
import base64, gzip, json, sys, time

def answer(**payload):
    text = json.dumps({{"message_id": 0, "payload": payload}})
    print(base64.b64encode(text.encode()).decode(), end=",", flush=True)

for request in iter(lambda: "".join(iter(lambda: sys.stdin.read(1), ",")), ""):
    asked = json.loads(base64.b64decode(request))["payload"]
    if asked["type"] == "WriteFiles":
        content = gzip.compress(b"pagefind_dcd{{}}")
        with open(asked["output_path"] + "/pagefind.en_1.pf_meta", "wb") as file:
            file.write(content[:9])
            file.flush()
            answer(type="WriteFiles")
            time.sleep({seconds})
            file.write(content[9:])
            file.flush()
            time.sleep(9)
"""


Put = Callable[[str], None]


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts a script in the place of Pagefind."""

    def script(text: str) -> None:
        program = tmp_path / "pagefind"
        program.write_text(text)
        program.chmod(0o755)
        monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)

    return script


def slow(seconds: float) -> str:
    """A script that tells of a file so many seconds before it is whole."""
    return _SLOW.format(python=sys.executable, seconds=seconds)


def test_a_file_is_waited_for_until_it_is_whole(put: Put) -> None:
    put(slow(0.2))
    with Index() as index:
        index.make(["fragment/known"])
        found = index.files()
    assert {path: gzip.decompress(content) for path, content in found.items()} == {
        "pagefind.en_1.pf_meta": b"pagefind_dcd{}"
    }


def test_a_file_that_never_becomes_whole_is_told(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.publish.search.pagefind._PATIENCE", 0.1)
    put(slow(5))
    with Index() as index:
        index.make(["fragment/known"])
        with pytest.raises(PluginError, match=r"Pagefind has not written all of .*\.pf_meta"):
            index.files()


def test_that_pagefind_has_nowhere_to_write_is_told(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would try again for ever."""
    put("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Index() as index:
        index.make(["fragment/known"])
        shutil.rmtree(next(tmp_path.glob("search-*")))
        with pytest.raises(PluginError, match="No such file or directory"):
            index.files()


def test_a_document_that_cannot_be_read_ends_the_indexing() -> None:
    def broken() -> Iterator[tuple[str, str]]:
        yield DOCUMENTS[0].address, DOCUMENTS[0].html
        raise KeyError("lost")

    with Index() as index, pytest.raises(KeyError):
        index.add(broken())


def test_what_is_no_answer_is_told(put: Put) -> None:
    put("#!/bin/sh\necho hello, world\n")
    with Index() as index:
        index.make()
        with pytest.raises(PluginError, match="search cannot be made: Pagefind says b'hello'"):
            index.files()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _, fragments = indexed(DOCUMENTS, DOCUMENTS)
    indexed(DOCUMENTS, DOCUMENTS, {DOCUMENTS[0].address: fragments[DOCUMENTS[0].address]})
    assert list(tmp_path.iterdir()) == []
