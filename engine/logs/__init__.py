"""The logs room: records in, lines of files out.

manager.py is what scripts reach through `Log::`; a stream (streams.py) passes each
record to its filters, a filter through its hooks to the writer of a path. Columns
are settled at the first write (columns.py); rows.py then generates one function
that turns a whole record into a line, from the pieces that a format (tsv.py,
json.py) gives for each type. Writers: ascii.py, sqlite.py, none.py.
"""
