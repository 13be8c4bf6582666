"""How pages are asked for, politely and of public hosts alone: an address in, an answer out.

`fetching` asks, at the `pace` that a host allows, over a `wire` that leads to `public` addresses.
"""
