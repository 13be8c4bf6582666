"""What an article is: bytes of a page or of a text file in, an ArticleText out.

`encoding` decodes the bytes, `page` reads what the page says of itself, and `metadata`, `dates` and
`origin` what that means; `extraction` finds the text, as it is `shown` and with its `raised`
letters, unless a notice stands in its place (`notices`).
"""
