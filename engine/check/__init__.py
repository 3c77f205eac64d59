"""The checker: syntax nodes in, a typed program out.

`Checker` takes declarations one by one, in the order in which the loader
meets them, because Zeek declares before use and `redef` changes what stands
above it. Names are resolved (`context.py`), types computed (`expressions.py`,
`operators.py`, `constructors.py`, `calls.py`), values made to fit
(`coercions.py`), and what was checked becomes the tree of `tree.py`, compiled at
once by the code generator. What loading leaves behind is a `Program`
(`symbols.py`). Every error of a run is reported, in Zeek's own words.
"""
