"""The input framework's engine side: files, commands and databases as streams.

A *reader* (ascii.py, raw.py, config.py, sqlite.py, binary.py, benchmark.py) turns a
source into rows of Python values and tells of what does not fit; a *stream*
(streams.py) puts rows into tables or raises events; the *manager* (manager.py) makes
streams after checking what a script asks for (checks.py) and lets their readers
work: a first time soon after the script asked, then at each heartbeat.

Zeek gives each reader a thread. Here a reader is a generator that yields when others
should have a turn: after many rows, so that events need not pile up, and while a
command has nothing to say. What a run does is therefore the same each time.
"""
