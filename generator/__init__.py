"""Annotated YAML summaries of articles become a searchable briefing site.

The rooms, in the way of the data: `content` (YAML text to Library), `proof` (quotes against their
sources), `web` (how pages are asked for), `drafting` (article to draft), `auditing` (whether the
sources still stand), `output` (Library to pages), `publish` (pages to a site, through MkDocs) and
`cli`. Imports point back along that way only.
"""
