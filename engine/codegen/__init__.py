"""The code generator: a checked function in, Python code out.

Each function, handler body, hook body, lambda and initialiser becomes one
Python function, built as `ast` with the script's own positions and compiled
under the script's path. So tracebacks, pdb, coverage and profilers show
`.zeek` lines, and a run-time error finds the expression it is about by the
position of the instruction that failed (`Program.texts`). Static types are used
up here: operators come from the table of `typesystem/operators.py` as Python
expressions, no dispatch is left for run time.

Generated code refers to everything global by name: to scripts' functions and
variables (`Module__name`), record classes (`R_T5`), types (`T5`), enum members
(`E__…`), constants (`K7`) and the names of `runtime/support`.
`Program.references` says what each name stands for; the linker of `driver.py`
binds those that a run can reach.
"""
