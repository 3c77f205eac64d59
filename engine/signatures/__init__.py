"""Signatures: rules over bytes and headers, as `.sig` files write them.

A file has blocks, `signature NAME { condition … action … }`. The stages:

- `lexer.py` cuts a file into words, `reading.py` makes rules of them, `rules.py` says
  what a rule consists of.
- `patterns.py` matches many patterns of one kind of content in one pass, over data
  that comes piece by piece.

Two rooms use the rules: `files/identify.py` tells MIME types by the patterns of kind
`file-magic`, `analyzers/` matches all others against connections.

Patterns are anchored at the first byte of what they look at, with or without `^`, and
`.` stands for a newline, too.
"""
