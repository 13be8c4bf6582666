"""Whether the sources still stand on the web: a Library comes in, a report goes out.

The way of the data: `fetching` asks for a page, at the `pace` a host allows, over a `wire` that
leads to `public` addresses only; `pagetext` reads it; `standing` compares it with the fingerprint;
`judging` says what that means; `memory` keeps it for the next run. `audit` does so for all sources,
`report` tells it. `archive` looks for archived copies, and writes into briefings.
"""
