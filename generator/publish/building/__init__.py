"""A build that does only what changed: the site's files are outputs, each with what it depends on.

`outputs` names them, and `site` is all that they are made of. `state` is what there was before,
`rebuild` decides what is to be done, `reading` and `making` do it, `workers` share it, `indexing`
has Pagefind at work beside it, `store` remembers it; `theme` is MkDocs' part of a page. The result
is the same byte for byte whatever is remembered and however many workers there are.
"""
