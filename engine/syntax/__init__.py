"""One script's text becomes nodes.

    text ─ lexer ─▶ tokens ─ machine (tables) ─▶ builder's methods ─▶ nodes

`grammar/zeek.lark` is the only place that says what the language is. Lark turns it
into LALR tables (`tables.py`), which are kept in the cache folder, so that a run
does not import Lark. The lexer takes its terminals from the same tables. `machine.py`
runs the tables over tokens; for each alternative of the grammar it calls the method
of the builder that the grammar names: `expressions.py`, `statements.py` and
`declarations.py` hold these methods, one class on top of the other, and `parse.py`
tops them with `Reader`, which reports syntax errors and hands declarations on.

Zeek reads all files as one stream of tokens in which `@if` may stand around half a
declaration, and what was declared above decides about it. So a `Reader` lives for a
whole run, text is read in batches that end at directives, and a declaration is handed
on when its last token is read, without a look at the next one. The loader decides
what text comes next.

To add a construct: an alternative in the grammar with a name behind `->`, a node in
`nodes.py` and a method of that name; the checker and the code generator then need a
`visit_` method named after the node.

Nothing here recurses, so no input overflows Python's stack, and nodes nested too
deeply for later stages are refused (`walk.py`).
"""
