"""What a kind of entry hands over to exports, and takes back from them."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple


class Field(NamedTuple):
    """A field of the format as the dictionary explains it. *name* is its path: “date.edtf”, “sources[].title”."""

    name: str
    words: str


class Column(NamedTuple):
    """A column of the CSV file. *value* makes its text from what is exported of an entry, or of its ``facts``."""

    name: str
    words: str
    value: Callable[[dict], Any]


class NewEntry(NamedTuple):
    """What an entry that is taken in is made of: its parent page, the values of its own fields and rows, the sources
    that it has where its record gives none, and what is to be written beside it once it has a place, before it goes
    out."""

    parent: Any
    values: dict
    sources: tuple[dict, ...] = ()
    beside: Callable[[Any], None] = lambda page: None


class DataMixin:
    """An entry as data. A kind that has facts of its own says here what they are called, too."""

    #: The kind's own facts, by their paths within ``facts``.
    data_fields: tuple[Field, ...] = ()
    data_columns: tuple[Column, ...] = ()
    #: What a whole story holds beside its entries for this kind: the name of a list -> the fields of a record.
    data_lists: dict[str, tuple[Field, ...]] = {}
    #: Whether an entry can be made of a row of anybody's table, which holds what every kind has and nothing more.
    fits_in_a_row = False

    @property
    def data_facts(self) -> dict:
        """What only this kind has, as JSON can hold it. What no page prints is not in it."""
        return {}

    @classmethod
    def fetch_for_data(cls, entries: Iterable, site) -> None:
        """Fetch at once what the facts of the published *entries* of *site*, all of this kind, are taken from."""

    @classmethod
    def data_beside(cls, entries: Iterable, site) -> dict[str, list[dict]]:
        """The records that *entries*, fetched before, need beside them in a whole story, by the name of their list."""
        return {}

    @classmethod
    def take_in_beside(cls, story: dict, taking) -> None:
        """Make what is missing of the lists that stand beside the entries."""

    @classmethod
    def from_data_facts(cls, facts: dict, taking) -> NewEntry:
        """What a new entry of this kind is made of, from the *facts* of its record."""
        return NewEntry(taking.room_of(cls), {})
