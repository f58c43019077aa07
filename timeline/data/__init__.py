"""The story as data: what is exported of an entry, how it is written, and how it is taken in again.

The format has a version, which stands in its address and in every file. Fields may be added to a version;
none is taken away or given another meaning. ``docs/data-format.md`` describes it for those who read it.
"""

VERSION = 1
