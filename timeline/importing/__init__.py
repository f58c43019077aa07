"""Files of entries brought in by an editor: read, checked row by row, written at once, and taken back whole.

A file of any shape becomes a ``Table`` (``opening``); its columns are named (``columns``); each row becomes a
``Planned`` entry (``planning``), and those are written in one transaction (``applying``) or taken back (``undoing``).
A whole story that was exported is taken in as ``timeline.data.taking_in`` does (``stories``).
"""
