"""Subtitles (SubRip, WebVTT) become what is said in them: without times, numbers and tags.

A text comes in; where it is subtitles, their words go out, a paragraph for each speaker who is
named or marked (`<v Name>`, `>>`), else as it was.
"""

import regex

_CUE = regex.compile(
    r"^(?:\d+:)?\d\d:\d\d[.,]\d{3} +--> +(?:\d+:)?\d\d:\d\d[.,]\d{3}.*\n((?:.*\S.*(?:\n|\Z))*)",
    regex.M,
)
_LEAST_CUES = 3
_VOICE = regex.compile(r"<v(?:\.[^ <>]*)? ([^<>]+)>")
_TAG = regex.compile(r"</?[a-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_NEXT_SPEAKER = regex.compile(r"\s*>>+\s*")


def without_times(text: str) -> str:
    """What the subtitles say, or the text itself where it is none."""
    cues = [found[1] for found in _CUE.finditer(text)]
    if len(cues) < _LEAST_CUES:
        return text
    paragraphs: list[list[str]] = [[]]
    speaker = ""
    for cue in cues:
        voice = _VOICE.search(cue)
        words = " ".join(_TAG.sub("", _VOICE.sub("", cue)).split())
        if voice and voice[1] != speaker:
            speaker = voice[1]
            words = f"{speaker}: {words}"
            paragraphs.append([])
        first, *others = _NEXT_SPEAKER.split(words)
        paragraphs[-1].append(first)
        paragraphs += [[one] for one in others]
    return "\n\n".join(filter(None, (" ".join(filter(None, one)) for one in paragraphs)))
