"""The document, field by field: plain data in, a frozen Briefing out.

The attribute's text is the field's description in the JSON Schema (`json_schema`), which editors
show.
What one value must be stands in `types`; what holds between fields stands in `rules`.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from generator.content.types import (
    Access,
    Basis,
    Confidence,
    Count,
    Date,
    Digests,
    Flag,
    Form,
    FragmentLine,
    Id,
    Key,
    Language,
    Likelihood,
    OneOrMore,
    PersonKind,
    Prose,
    RegistryKey,
    Slug,
    SourceKind,
    Status,
    TextOrFields,
    UpdateKind,
    Url,
    WordsField,
)


class Record(BaseModel):
    """What all parts of a document have in common: they are frozen and know no other fields."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True
    )


class Source(Record):
    """The article, transcript, speech, law or other text that is briefed."""

    title: Prose | None = None
    """The title as the source gives it. Without one, write a description instead."""
    description: Prose | None = None
    """What the source is, in a few words, where it has no title."""
    kind: SourceKind = "article"
    """What sort of text it is; the page calls it by this name."""
    publisher: Prose | None = None
    """Who published it."""
    authors: Annotated[tuple[Prose, ...], OneOrMore()] = ()
    """Who wrote it, or whose words it holds."""
    url: Url | None = None
    """Its address."""
    archive: Url | None = None
    """The address of an archived copy."""
    published: Date | None = None
    """The day on which it was published; never the day of a later change."""
    accessed: Date | None = None
    """The day on which it was read for this briefing."""
    access: Access | None = None
    """Whether a reader can open it: free, registration or paywall."""
    language: Language | None = None
    """Its language as a BCP 47 code: en, de, zh-Hant."""
    license: Prose | None = None
    """Under which terms it may be used."""
    note: Prose | None = None
    """What else a reader should know of the source."""


class KeyPoint(Record):
    """One thing that the source says."""

    id: Id | None = None
    """A short name, by which other parts refer to it; also its anchor on the page."""
    text: Prose
    """The claim, in one sentence."""
    according_to: Annotated[tuple[Prose, ...], OneOrMore()] = ()
    """Who says so: a text or a list. Without it, the source itself."""
    at: Prose | None = None
    """Where in the source, if it is not quoted: paragraph 3."""
    evidence: Annotated[tuple[Slug, ...], OneOrMore()] = ()
    """The quotes that bear it, by id."""
    contrary: Annotated[tuple[Slug, ...], OneOrMore()] = ()
    """The quotes that speak against it, by id."""


class Quote(Record):
    """Words of the source, verbatim."""

    id: Id | None = None
    """A short name, by which other parts refer to it; also its anchor on the page."""
    text: Prose
    """The words, verbatim. [...] marks an elision, [word] an insertion of ours."""
    speaker: Prose | None = None
    """Who said it: a name as registered in people.yml, its id, or any other name."""
    role: Prose | None = None
    """What the speaker is, as the source says; needed at the speaker's first quote only."""
    form: Form | None = None
    """direct: said so; indirect: the source's wording of it; article: the source's own words."""
    at: Prose | None = None
    """Where in the source: a section, page or time."""
    question: Prose | None = None
    """The question that is answered, verbatim."""
    via: Prose | None = None
    """Who relayed the words, where the source has them from another."""
    note: Prose | None = None
    """What a reader should know about these words."""
    gist: Prose | None = None
    """What we read in the words, where they are hard."""
    language: Language | None = None
    """The language of the words, where it differs from the source's."""
    translation: Prose | None = None
    """The words in the language of the briefing."""
    translated_by: Prose | None = None
    """Who translated them."""


class Revision(Record):
    """A later judgement; the first one stays."""

    date: Date
    """The day of the revision."""
    likelihood: Likelihood
    """How likely it is now."""
    confidence: Confidence | None = None
    """How good the evidence is now."""
    because: Prose
    """What changed our mind."""


class Outcome(Record):
    """What became of it."""

    status: Status
    """What happened; void: fell away, unclear: cannot be told, not-followed: we stopped looking."""
    date: Date | None = None
    """The day on which it was decided."""
    note: Prose | None = None
    """How it was decided."""
    url: Url | None = None
    """The address of what shows it."""
    briefing: Key | None = None
    """The briefing of what shows it: 2031/harbour-tunnel."""


class Implication(Record):
    """What may follow: it has not happened yet."""

    id: Id | None = None
    """A short name, by which other parts refer to it; also its anchor on the page."""
    text: Prose
    """What may follow, in one sentence."""
    basis: Basis
    """reported: somebody in the source says so; assessed: our own judgement."""
    according_to: Annotated[tuple[Prose, ...], OneOrMore()] = ()
    """Who expects it, where it is reported. Without it, the source itself."""
    said_as: Prose | None = None
    """Their own word for how likely it is, verbatim."""
    because: Prose | None = None
    """Why we expect it."""
    follows_from: Annotated[tuple[Slug, ...], OneOrMore()] = ()
    """The key points and implications that it rests on, by id."""
    evidence: Annotated[tuple[Slug, ...], OneOrMore()] = ()
    """The quotes that bear it, by id."""
    contrary: Annotated[tuple[Slug, ...], OneOrMore()] = ()
    """The quotes that speak against it, by id."""
    affects: Annotated[tuple[Prose, ...], OneOrMore()] = ()
    """Whom it concerns."""
    deadline: Date | None = None
    """The day by which it is decided."""
    happened_if: Prose | None = None
    """What must be the case by then for it to have happened; needed with a likelihood."""
    likelihood: Likelihood | None = None
    """How likely we think it, in one of the seven terms of ICD 203."""
    confidence: Confidence | None = None
    """How good our evidence is; not how likely the event."""
    confidence_because: Prose | None = None
    """Why the evidence is as good as that."""
    would_change: Prose | None = None
    """What would change our mind."""
    revisions: tuple[Revision, ...] = ()
    """Later judgements, the oldest first."""
    outcome: Outcome | None = None
    """What became of it."""


class Caveat(Record):
    """Something that the source does not show."""

    text: Prose
    """What it does not show, or where it cannot be relied on."""
    about: Annotated[tuple[Slug, ...], OneOrMore()] = ()
    """The key points, quotes and implications that it concerns, by id."""
    url: Url | None = None
    """The address of what shows the gap."""


class Update(Record):
    """A change to the briefing after it was published."""

    date: Date
    """The day of the change."""
    kind: UpdateKind
    """correction, addition or clarification."""
    text: Prose
    """What was changed."""
    was: Prose | None = None
    """What stood there before."""
    about: Annotated[tuple[Slug, ...], OneOrMore()] = ()
    """The parts that it concerns, by id."""


class Withdrawal(Record):
    """The end of a briefing that no longer stands."""

    date: Date
    """The day on which it was withdrawn."""
    reason: Prose
    """Why."""


class Audit(Record):
    """The last comparison of the fingerprint with a public copy of the source."""

    date: Date
    """The day of the comparison."""
    copy_of: Prose = Field(alias="copy")
    """Which copy: the live page, or an archived copy."""
    passages: Count | None = None
    """How many passages were compared."""
    standing: Count | None = None
    """How many of them still stand there."""
    lost: tuple[WordsField, ...] = ()
    """The quotes that no longer stand there, by field: quotes[2].text."""


class Fingerprint(Record):
    """What ties the quotes to the source without holding its text; written by the tool only."""

    rules: Count
    """The version of the rules by which it was made."""
    text: Digests
    """The digest of the whole normalised text."""
    words: Count
    """The length of the text in words."""
    taken: Date
    """The day on which it was taken."""
    taken_from: Prose = Field(alias="from")
    """What it was taken from: an address, an archived copy, a file."""
    salt: Digests
    """Random text that makes the digests this file's own."""
    passages: Digests
    """The digests of the source's passages, in order."""
    fragments: tuple[FragmentLine, ...] = ()
    """The digests of stretches that are not whole passages, with their places."""
    seal: Digests
    """The digest of all that stands above: whether the fingerprint is as the tool wrote it."""
    audited: Audit | None = None
    """The last comparison with a public copy."""


class Briefing(Record):
    """One source, briefed: what it says, in whose words, and what may follow."""

    title: Prose
    """The title of the briefing."""
    date: Date
    """The day of the briefing, whose year is the folder's name."""
    summary: Prose
    """The bottom line, up front, in two or three sentences."""
    source: Source
    """What is briefed."""
    topics: Annotated[tuple[Slug, ...], OneOrMore()] = ()
    """Ids from topics.yml."""
    key_points: Annotated[tuple[KeyPoint, ...], Field(min_length=1)]
    """What the source says."""
    quotes: tuple[Quote, ...] = ()
    """The words it rests on, verbatim."""
    implications: tuple[Implication, ...] = ()
    """What may follow, reported by the source or assessed by us."""
    caveats: tuple[Annotated[Caveat, TextOrFields()], ...] = ()
    """What the source does not show: a text each, or text, about and url."""
    authors: Annotated[tuple[Prose, ...], OneOrMore()] = ()
    """Who wrote the briefing."""
    reviewed_by: Annotated[tuple[Prose, ...], OneOrMore()] = ()
    """Who read it against its source."""
    assistance: Prose | None = None
    """Help by machines, said in words."""
    updates: tuple[Update, ...] = ()
    """Changes after publication, the oldest first."""
    related: Annotated[tuple[Key, ...], OneOrMore()] = ()
    """Other briefings, each as year/name."""
    draft: Flag = False
    """true: checked, but not published."""
    withdrawn: Withdrawal | None = None
    """That, when and why the briefing no longer stands."""
    superseded_by: Key | None = None
    """The briefing that takes its place."""
    formerly: Annotated[tuple[Key, ...], OneOrMore()] = ()
    """Old addresses of this briefing, which lead here."""
    fingerprint: Fingerprint | None = None
    """The tie to the source's text; the last field, written by the tool only."""


class Topic(Record):
    """An entry of topics.yml."""

    name: Prose
    """The name as the site shows it."""
    description: Prose | None = None
    """What belongs to it, in a sentence."""


class PersonLink(Record):
    """A page about a person."""

    name: Prose
    """What the link says."""
    url: Url
    """Its address."""


class Person(Record):
    """An entry of people.yml: somebody, or a body, who speaks in public."""

    name: Prose
    """The name as the site shows it."""
    kind: PersonKind = "person"
    """person or organisation."""
    role: Prose | None = None
    """What the person is known as."""
    aliases: Annotated[tuple[Prose, ...], OneOrMore()] = ()
    """Other names that mean the same person."""
    links: tuple[PersonLink, ...] = ()
    """Pages about the person."""


BRIEFING = TypeAdapter(Briefing)
TOPICS = TypeAdapter(dict[RegistryKey, Topic])
PEOPLE = TypeAdapter(dict[RegistryKey, Person])
