"""What an article is: bytes of a page, a message or a text file in, an ArticleText out.

`packed` takes the page out of a file or message, `encoding` decodes the bytes. `page` reads what
the page says of itself; `metadata`, `authors`, `dates` and `origin` what that means. `extraction`
finds the text, as it is `shown`, with what is `raised` and `quoted` in it; a text alone is read as
`plain`, `subtitles` as what is said in them. `notices` knows what stands in an article's place,
`whole` what tells that a part of it is missing.
"""
