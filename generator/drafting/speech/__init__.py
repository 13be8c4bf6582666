"""Who says what: the text of an article in, its quotations with their speakers out.

`quotations` finds them: by their `marks`, less a reporter's words within (`incises`), as a
`dialogue` with dashes or a `transcript` with labels, of whatever `languages`. `passages` says which
are somebody's words; `attribution` (`unspaced`, where the script has no spaces) finds the words
that say who speaks, by `words` and `names`; `speakers` and the `roster` settle who that is.
`verbatim` sees that each quotation is one word for word.
"""
