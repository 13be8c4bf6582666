"""The table by which an implementation in another language is tested: fingerprint-vectors.json.

It holds the patterns as JavaScript reads them with the flag `v`, the characters that are replaced,
texts with their tokens and passages, and fingerprints with quotes and the verdict on each. What
the patterns are for stands in generator/proof/tokens.py and quotes.py.
`python -m pytest tests/proof/test_vectors.py --rewrite-golden` writes it anew.
"""

import json
import re
from typing import Any

import yaml

from generator.proof import quotes, tokens
from generator.proof.fingerprint import Checker, digest
from generator.proof.tokens import read_tokens
from tests.conftest import Golden
from tests.proof.test_matching import CASES, FILLER, taken
from tests.publish.sites import ROOT

SALT = "aFixedSalt-_0123"
TEXTS: dict[str, str] = yaml.safe_load(
    (ROOT / "tests" / "golden" / "proof" / "texts.yml").read_text("utf-8")
)


def test_the_vectors_are_what_this_implementation_gives(golden: Golden) -> None:
    table = {
        "about": " ".join((tokens.__doc__ or "").split("\n", 1)[0].split()),
        "patterns": {
            name: javascript(pattern.pattern)
            for module in (tokens, quotes)
            for name, pattern in vars(module).items()
            if isinstance(pattern, type(tokens._TOKEN))
        },
        "dropped_and_replaced_first": mapping(tokens._FIRST),
        "superscripts": mapping(tokens._SUPERSCRIPTS),
        "replaced_last": mapping(tokens._LAST),
        "negations": sorted(tokens._NEGATIONS),
        "numbers": sorted(tokens._NUMBERS),
        "texts": [normal_form(name, text) for name, text in TEXTS.items()],
        "fingerprints": [fingerprint(case) for case in CASES],
    }
    golden(
        "../data/fingerprint-vectors.json", json.dumps(table, indent=1, ensure_ascii=True) + "\n"
    )


def javascript(pattern: str) -> str:
    """The pattern as JavaScript writes code points beyond U+FFFF."""
    return re.sub(r"\\U([0-9a-f]{8})", lambda found: rf"\u{{{int(found[1], 16):x}}}", pattern)


def mapping(table: dict[int, Any]) -> dict[str, str]:
    """What each character becomes; nothing where it is dropped."""
    return {
        chr(code): chr(value) if isinstance(value, int) else value or ""
        for code, value in table.items()
        if not 0xE0000 <= code < 0xE1000  # as the rules say: too many to list
    }


def normal_form(name: str, text: str) -> dict[str, Any]:
    """The tokens of a text and its passages, with their digests."""
    read = read_tokens(text)
    return {
        "name": name,
        "text": text,
        "words": list(read.words),
        "passages": read.passages(),
        "salt": SALT,
        "digests": [digest(SALT, passage) for passage in read.passages()],
        "digest": digest("", " ".join(read.words)),
    }


def fingerprint(case: dict[str, Any]) -> dict[str, Any]:
    """The fingerprint of a case's text, and the verdicts on its quotes."""
    text = case["text"].replace("{filler}", FILLER)
    words = [one["quote"] for one in case["quotes"]]
    made = taken(text, *case.get("taken", words[::2]), salt=SALT)
    checker = Checker(made)
    verdicts = [(one, checker.check(one)) for one in words]
    return {
        "name": case["name"],
        "text": text,
        "fingerprint": made.model_dump(mode="json", by_alias=True, exclude={"audited"}),
        "quotes": [
            {"quote": quote, "status": verdict.status, "reason": verdict.reason}
            for quote, verdict in verdicts
        ],
    }
