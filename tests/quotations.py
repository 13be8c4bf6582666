"""How many direct quotations `new` finds in a folder of articles, and whom it names.

`python -m tests.quotations DIR [ANSWERS]`: DIR holds articles and a `sources.yml` that lists them
(file, title, language, speakers: speaker and first_words). What there is to be found is counted
apart from the code that is measured: passages of three words or more in double quotation marks
outside of turns, and the turns of transcripts. ANSWERS, a YAML file that a person wrote, says more:

    name-of-article.txt:
      not_quotes: [first words of what is in marks, but is no direct quotation]
      quotes: [{starts: First words, speaker: [A. Name, other forms of it]}]   # null: names nobody
      labels: {THE CHAIR: [A. Name]}                                           # of a transcript
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.drafting import Quotation, find_quotations, read_article_file
from generator.proof.tokens import read_tokens

_MARKED = re.compile(r"[“„«]([^“„«»”]{8,}?)[”“»]|\"([^\"\n]{8,}?)\"")
_TITLED = r"(?:THE|MR\.|MRS\.|MS\.|DR\.|SECRETARY|SENATOR) "
_LABEL = re.compile(rf"(?P<label>Q|{_TITLED}[A-Z.’' -]+?)(?::|(?<=Q))\s+(?=\S)")
_DIRECTIONS = re.compile(r"\((?:[Ll]augh|[Aa]pplause|[Cc]ross)[^)]*\)")
_SAME = 5
LEAST_WORDS = 3


@dataclass
class Measure:
    """What was found of what there is, and the misses, each as a line."""

    passages: int = 0
    found: int = 0
    named: int = 0
    right: int = 0
    wrong: int = 0
    left_out: int = 0
    unasked: int = 0
    misses: list[str] = field(default_factory=list)

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(*(getattr(self, name) + getattr(other, name) for name in vars(self)))


def words(text: str) -> list[str]:
    """The words of a text as the check compares them."""
    return list(read_tokens(text).words)


def expected(text: str) -> Iterator[tuple[str, str | None]]:
    """What there is to find: the words, and the label above them where it is a transcript."""
    label: str | None = None
    seen = False
    for paragraph in re.split(r"\n\s*\n" if "\n\n" in text else r"\n", text):
        match = _LABEL.match(paragraph.strip())
        spoken = paragraph.strip()
        if match:
            label, seen = match["label"], True
            spoken = spoken[match.end() :]
        if not seen:
            for marked in _MARKED.finditer(paragraph):
                passage = marked[1] or marked[2]
                if len(words(passage)) >= LEAST_WORDS:
                    yield passage, None
            continue
        if re.match(r"END\b|###|\*\*\*|\([^)]*\)$", spoken) or label == "Q" or not words(spoken):
            continue
        yield from ((one, label) for one in _DIRECTIONS.split(spoken)[:1] if words(one))


def measure(text: str, title: str, source: dict[str, Any], answers: dict[str, Any]) -> Measure:
    """How the quotations of one article compare with what there is."""
    quotations = find_quotations(text, source.get("language"), title)
    result = Measure()
    no_quotes = [words(one)[:_SAME] for one in answers.get("not_quotes", [])]
    found_words = [(words(one.text), one) for one in quotations]
    hit: set[int] = set()
    for passage, label in expected(text):
        wanted = words(passage)
        if any(wanted[: len(one)] == one for one in no_quotes):
            continue
        result.passages += 1
        matching = [
            (number, one)
            for number, (tokens, one) in enumerate(found_words)
            if _within(wanted, tokens)
        ]
        if not matching:
            result.misses.append(f"not found: {passage[:70]}")
            continue
        result.found += 1
        # One turn repeats another's words: take the first that is not taken yet.
        number, quotation = next((one for one in matching if one[0] not in hit), matching[0])
        hit.add(number)
        _judge(result, passage, quotation, _speakers(passage, label, source, answers))
    for number, (_, quotation) in enumerate(found_words):
        if number not in hit:
            result.unasked += 1
            if any(words(quotation.text)[: len(one)] == one for one in no_quotes):
                result.misses.append(f"no quotation: {quotation.text[:70]}")
            else:
                given = _speakers(quotation.text, None, source, answers)
                _judge(result, quotation.text, quotation, given)
    return result


def _within(wanted: list[str], tokens: list[str]) -> bool:
    start = " ".join(wanted[:12])
    return f" {start} " in f" {' '.join(tokens)} "


def _speakers(
    passage: str, label: str | None, source: dict[str, Any], answers: dict[str, Any]
) -> list[str] | None:
    """The names by which the speaker may be given; none where the text names nobody."""
    starts = words(passage)
    for one in answers.get("quotes", []):
        if starts[: len(words(one["starts"]))] == words(one["starts"]):
            speaker = one["speaker"]
            return [speaker] if isinstance(speaker, str) else speaker
    if label is not None:
        return list(answers.get("labels", {}).get(label, [])) or [label]
    for one in source.get("speakers", []):
        if starts[:_SAME] == words(one["first_words"])[:_SAME]:
            return [one["speaker"]]
    return None


def _judge(result: Measure, passage: str, quotation: Quotation, speakers: list[str] | None) -> None:
    given = quotation.speaker
    if speakers is None:
        if given is not None:
            result.wrong += 1
            result.misses.append(f"names {given}, the answers nobody: {passage[:60]}")
        return
    result.named += 1
    if given is None:
        result.left_out += 1
        result.misses.append(f"speaker left out ({speakers[0]}): {passage[:60]}")
    elif given.lower() in [one.lower() for one in speakers]:
        result.right += 1
    else:
        result.wrong += 1
        result.misses.append(f"names {given}, not {speakers[0]}: {passage[:60]}")


def _row(name: str, one: Measure) -> str:
    return (
        f"{name[:48]:48} {one.found:5} of {one.passages:4} found; speakers {one.right:4} right, "
        f"{one.wrong:2} wrong, {one.left_out:3} left out of {one.named:4}"
    )


def main(folder: str, answers_file: str | None = None) -> None:
    """Print the table, the misses and the totals."""
    answers = yaml.safe_load(Path(answers_file).read_text("utf-8")) if answers_file else {}
    total = Measure()
    for source in yaml.safe_load((Path(folder) / "sources.yml").read_text("utf-8")):
        article = read_article_file(
            (Path(folder) / source["file"]).read_bytes(), content_type=None, address=None
        )
        title = article.title or ""
        result = measure(article.text, title, source, answers.get(source["file"]) or {})
        total += result
        print(_row(source["file"], result))
        for miss in result.misses:
            print(f"    {miss}")
    print(_row("all", total))
    found = 100 * total.found / max(1, total.passages)
    right, wrong = (100 * part / max(1, total.named) for part in (total.right, total.wrong))
    print(f"{found:.1f} % found (98), {right:.1f} % right (90), {wrong:.1f} % wrong (at most 2)")


if __name__ == "__main__":
    main(*sys.argv[1:])
