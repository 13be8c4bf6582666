"""The lookout for traps spares the reader texts that are none, and never one that is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.document import read_document, reader
from generator.content.document.traps import Lookout
from generator.problems import Problem

_SIGNS = "#“”‘’\"'\\>|-:,[]{}a \n\t\u202a\u00a0"
_WORDS = (
    *("\n  ", "\n    ", "\na: ", "\n- ", "\n# b", "\n  #b", "\n  # b", " #b", " # b", "a: >\n  "),
    *(
        "“a”",
        "\\x01",
        "\\u202a",
        '"\\x01"',
        '"\\u202a"',
        '{a: “b”, "c":“d”}',
        "[a, “b”]",
        "&amp;",
        "Ã¼",
    ),
)
_TEXTS = st.lists(st.sampled_from([*_SIGNS, *_WORDS]), max_size=40).map(
    lambda pieces: "a: " + "".join(pieces)
)


class Anxious(Lookout):
    """Suspects every text."""

    def __init__(self, content: str) -> None:
        super().__init__(content)
        self.alarm = 0

    def suspects(self, start: int, end: int) -> bool:
        return True


def problems(text: str) -> list[Problem]:
    return read_document("a.yml", text.encode())[1]


@settings(max_examples=1000, deadline=None)
@given(_TEXTS)
def test_no_trap_is_overlooked(text: str) -> None:
    found = problems(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "Lookout", Anxious)
        assert problems(text) == found


def test_texts_far_from_every_sign_are_spared() -> None:
    lookout = Lookout("a: b\nc: d\ne: f # g\nh: i\nj: k\nl: “m”\n")
    texts = [(3, 4), (8, 9), (13, 14), (22, 23), (27, 28), (32, 35)]
    spared = [not (end >= lookout.alarm and lookout.suspects(start, end)) for start, end in texts]
    assert spared == [True, False, False, True, False, False]
