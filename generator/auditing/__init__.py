"""Whether the sources still stand on the web: a Library comes in, a report goes out.

The way of the data: `pagetext` reads what was fetched; `standing` compares it with the fingerprint;
`judging` says what that means, or what a notice in its place does; `memory` keeps it for the next
run. `audit` does so for all sources, `report` tells it. `archive` looks for archived copies;
`recording` writes what was found into the briefings.
"""
