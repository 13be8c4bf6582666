"""A build that does only what changed: the site's files are outputs, each with what it depends on.

`kinds` names the outputs, `store` remembers what was read and made, `build` compares the two,
`workers` share the work, `theme` is MkDocs' part of a page. The result is the same byte for byte
whatever is remembered and however many workers there are.
"""
