"""What the site consists of: each kind of output is one function and one line below.

The function yields the outputs of its kind: for each its name, a digest of all that it depends on,
and what makes it. Equal digests make equal files: that is all that the build needs to know.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from generator.output.files import KINDS
from generator.output.lists import Plan
from generator.output.search import SearchDocument, briefing_document, list_document
from generator.publish.building.indexing import (
    Documents,
    Indexed,
    Known,
    bundle_name,
    document_name,
)
from generator.publish.building.records import File
from generator.publish.building.site import Site
from generator.publish.building.store import digest
from generator.publish.files import SEARCH_FOLDER
from generator.publish.search.bundling import Fragment, bundle, common_files, program_files
from generator.publish.search.split import split


class Made(NamedTuple):
    """What making an output gave."""

    files: Sequence[tuple[str, bytes]]
    """The files of the site by their paths there, and their content."""
    document: SearchDocument | None = None
    """What search reads of it."""
    kept: object = None
    """What later outputs show of it, or the same in the next build; not beside a document, whose
    HTML is kept."""
    stay: Sequence[File] = ()
    """Files that the output had on the site, and has again."""


class Output(NamedTuple):
    """Files of the site that are made together."""

    name: str
    depends: bytes
    """A digest of all that it depends on."""
    make: Callable[[Site, Any], Made]
    of: Any
    """What it is made of, beside the site: plain, so that it can be sent to another process."""

    @property
    def key(self) -> str:
        """Outputs with one key go to one worker: that which has read the briefing of this key."""
        return self.of if isinstance(self.of, str) else self.name


Kind = Callable[[Site], Iterator[Output]]


def documents(site: Site) -> Iterator[Output]:
    """What search reads of each page that is made from the briefings."""
    for entry in site.library.published:
        name = document_name(f"{entry.key}.yml")
        yield Output(name, site.depends(entry.key), _briefing_document, entry.key)
    for plan in site.plans:
        if plan.searchable:
            depends = digest((site.look, plan))
            yield Output(document_name(plan.src_uri), depends, _list_document, plan)


def _briefing_document(site: Site, key: str) -> Made:
    entry = site.library.by_key[key]
    near = site.library.neighbours(entry)
    return Made((), briefing_document(entry, near, site.place(f"{key}.md")))


def _list_document(site: Site, plan: Plan) -> Made:
    return Made((), list_document(site.place(plan.src_uri), plan))


def briefings(site: Site) -> Iterator[Output]:
    """Each briefing's page, its former addresses, and what lists show of it."""
    for entry in site.library.published:
        yield Output(f"{entry.key}.yml", site.depends(entry.key), _briefing, entry.key)


def _briefing(site: Site, key: str) -> Made:
    entry = site.library.by_key[key]
    pages = [site.pages.briefing(entry), *site.pages.former_addresses(entry)]
    return Made([site.page(page) for page in pages], kept=site.make_list_entries(entry))


def lists(site: Site) -> Iterator[Output]:
    """The latest, by year, topic and person, and the pages that list those."""
    for plan in site.plans:
        shown = [site.depends(key) for key, _ in plan.entries]
        yield Output(plan.src_uri, digest((site.look, plan, shown)), _list, plan)


def _list(site: Site, plan: Plan) -> Made:
    return Made([site.page(site.pages.listing(plan))])


def own_pages(site: Site) -> Iterator[Output]:
    """The pages that people have written as Markdown: MkDocs makes them, and checks their links."""
    # Any of them may include another, or link to it.
    own = [(path, site.sources[path].digest) for path in (*site.own_pages, *site.own_files)]
    for path in site.own_pages:
        yield Output(path, digest((site.look, own, site.addressed)), _own_page, path)


def _own_page(site: Site, path: str) -> Made:
    address, html, document = site.own_page(path)
    return Made([(address, html)], document)


def own_files(site: Site) -> Iterator[Output]:
    """The other files that people have put into the content folder, as they are."""
    for path in site.own_files:
        depends = digest((site.look, site.sources[path].digest))
        yield Output(f"file {path}", depends, _own_file, path)


def _own_file(site: Site, path: str) -> Made:
    return Made([site.own_file(path)])


def theme(site: Site) -> Iterator[Output]:
    """What the theme brings: styles, scripts, fonts, the page for addresses that do not exist."""
    extra = [site.sources[path].digest for path in site.extra_templates if path in site.sources]
    yield Output("theme", digest((site.look, extra)), _theme, None)


def _theme(site: Site, _: None) -> Made:
    return Made(list(site.theme.theme_files()))


class Gathered(NamedTuple):
    """What the files of one kind are made of."""

    kind: str
    values: Any


def beside_pages(site: Site) -> Iterator[Output]:
    """The files for machines."""
    for name, kind in KINDS.items():
        gathered = Gathered(name, kind.gather(site.known))
        yield Output(name, digest((site.look, gathered.values)), _beside_pages, gathered)


def _beside_pages(site: Site, gathered: Gathered) -> Made:
    files = KINDS[gathered.kind].make(gathered.values)
    return Made([(path, text.encode()) for path, text in files])


class Contents(NamedTuple):
    """What a bundle of the search index is made of."""

    bundle: str
    documents: Documents


def search(site: Site) -> Iterator[Output]:
    """The search index, in bundles, what these have in common, and what browsers run."""
    names = {one.address: name for name, one in site.documents.items()}
    found = split({address: site.documents[name].facets for address, name in names.items()})
    for name, addresses in found.items():
        documents = {names[one]: (one, site.documents[names[one]].digest) for one in addresses}
        yield Output(bundle_name(name), digest(documents), _bundle, Contents(name, documents))
    common = (list(found), site.library.topic_names, site.library.people_names)
    yield Output("search", digest(common), _common, common)
    if found:
        yield Output("search program", b"", _program, None)


def begin_bundle(site: Site, contents: Contents) -> None:
    """Let Pagefind make a bundle, but for the fragments that the site has already."""
    former, files = site.former(bundle_name(contents.bundle))
    there = {file.path: file for file in files}
    known = {}
    for name, one in (former or {}).items():
        file = there.get(f"{SEARCH_FOLDER}{contents.bundle}/{one.path}")
        if file and contents.documents.get(name) == (one.address, one.digest):
            known[one.address] = Known(Fragment(one.path, one.parts), file)
    site.indexing.make(*contents, site.kept, known)


def _bundle(site: Site, contents: Contents) -> Made:
    pagefind, known = site.indexing.at_work(contents.bundle)
    fragments = {address: one.fragment for address, one in known.items()}
    documents = [site.documents[name] for name in contents.documents]
    facets = {one.address: one.facets for one in documents}
    pages = map(site.kept, contents.documents)
    with pagefind:
        made = bundle(contents.bundle, facets, pages, pagefind, fragments)
    return Made(
        made.files,
        kept={
            name: Indexed(address, digest, *made.fragments[address])
            for name, (address, digest) in contents.documents.items()
            if address in made.fragments
        },
        stay=[
            file
            for address, (fragment, file) in known.items()
            if made.fragments[address] is fragment
        ],
    )


def _common(site: Site, names: tuple[list[str], dict[str, str], dict[str, str]]) -> Made:
    return Made(common_files(*names))


def _program(site: Site, _: None) -> Made:
    return Made(program_files())


DOCUMENTS: Kind = documents
"""What search reads of pages that are made from the briefings: nothing that is on the site."""
OWN_PAGES: Kind = own_pages
"""What search reads as it stands on the site."""
SEARCH: Kind = search
"""Made while the others are, and by a server when the pages are there already."""
OF_BRIEFINGS: tuple[Kind, ...] = (briefings,)
"""Whatever shows more of a briefing than its card: made by those who have read it."""
OF_KEPT: tuple[Kind, ...] = (lists, own_files, theme, beside_pages)
"""All else: what it shows of a briefing, those have kept."""
