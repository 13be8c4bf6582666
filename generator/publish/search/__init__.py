"""The search index of the site: what search reads of each page becomes Pagefind's bundles."""

from generator.publish.search.bundling import bundle_files, bundles, common_files, write_search
from generator.publish.search.pages import is_searchable, own_document

__all__ = [
    "bundle_files",
    "bundles",
    "common_files",
    "is_searchable",
    "own_document",
    "write_search",
]
