"""One run of taking a story in: reads fields out of records, and says what is wrong with them and where."""

import re
import uuid
from collections import Counter
from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db.models import TextField
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from timeline.data.html import WEB
from timeline.dates import DateError, EntryDate, parse
from timeline.text_cleaning import printable

LONGEST_TEXT = 500_000
#: So much of a value is said again in a message.
SAID_AGAIN = 80
TAKEN = "this id belongs to something else on this server."


class StoryError(Exception):
    """Why a story cannot be taken in: what is wrong, and with which entry and field of it."""


class Taking:
    """*story* goes to *site*; *user* (or ``None``) takes it in. With *keep_clocks* the entries keep the moments at
    which readers of the other site were told of them; with *in_digest* they wait for the next digest."""

    def __init__(self, story: dict, *, site, user=None, keep_clocks: bool = False, in_digest: bool = False):
        self.story, self.site, self.user = story, site, user
        self.keep_clocks, self.in_digest = keep_clocks, in_digest
        self.counts = Counter()
        #: What there is by now, made or found: the name of a list and the id in it -> the object.
        self.made = {}
        #: The keys of all pages that were made, in their order.
        self.added: list[int] = []
        #: Fields of the entry at hand that name another entry by its permanent id.
        self.joints = {}
        self.where = ""

    def count(self, name: str) -> None:
        self.counts[name] += 1

    @contextmanager
    def reading(self, where: str):
        """What is read meanwhile is told of as *where*."""
        before, self.where = self.where, printable(where)
        try:
            yield
        finally:
            self.where = before

    def refuse(self, name: str, message: str):
        raise StoryError(f"{self.where}, “{name}”: {message}" if self.where else f"“{name}”: {message}")

    # Fields

    def text(self, row: dict, name: str, within: str = "", *, required: bool = False, may_lack: bool = False) -> str:
        """A text, or an empty one where there is none. A field that the format has had from its start *may not lack*:
        one that was added to it later may, in files that were written before."""
        value = row.get(name) if may_lack else self._value(row, name, within)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.refuse(_path(within, name), "a text is expected here.")
        # As it will be saved: what is looked up by it is found on every database.
        value = printable(value)
        if len(value) > LONGEST_TEXT:
            self.refuse(_path(within, name), f"this is longer than {LONGEST_TEXT} characters.")
        if required and not value.strip():
            self.refuse(_path(within, name), "this must not be empty.")
        return value

    def url(self, row: dict, name: str, within: str = "") -> str:
        value = self.text(row, name, within)
        if value and not value.lower().startswith(WEB):
            self.refuse(_path(within, name), "an address begins with https:// or http://.")
        return value

    def yes(self, row: dict, name: str, within: str = "") -> bool:
        value = self._value(row, name, within)
        if value is not None and not isinstance(value, bool):
            self.refuse(_path(within, name), "true or false is expected here.")
        return bool(value)

    def number(self, row: dict, name: str, within: str = "", *, most: int) -> int:
        """A whole number from 0 to *most*, or 0 where there is none."""
        value = self._value(row, name, within)
        if value is None:
            return 0
        if isinstance(value, bool) or not isinstance(value, int):
            self.refuse(_path(within, name), "a whole number is expected here.")
        if not 0 <= value <= most:
            self.refuse(_path(within, name), f"a number from 0 to {most} is expected here.")
        return value

    def edtf(self, row: dict, name: str, within: str = "", *, extent: str | None = None) -> EntryDate | None:
        value = self.text(row, name, within)
        try:
            return parse(value, extent=extent) if value else None
        except (DateError, ValueError) as error:
            self.refuse(_path(within, name), f"“{value[:SAID_AGAIN]}” is no date of the format: {error}")

    def day(self, row: dict, name: str, within: str = "") -> date | None:
        known = self.edtf(row, name, within)
        if known and (known.earliest != known.latest or known.is_interval):
            self.refuse(_path(within, name), "a day is expected here, for example 2018-01-18.")
        return known.earliest if known else None

    def uid(self, row: dict, name: str, within: str = "") -> uuid.UUID:
        value = self.text(row, name, within, required=True)
        # In one spelling only: two of one id would be two entries.
        if not re.fullmatch("urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value, flags=re.ASCII):
            self.refuse(_path(within, name), "a permanent id is expected here: urn:uuid: and the id.")
        return uuid.UUID(value)

    def part(self, row: dict, name: str, within: str = "") -> dict:
        value = self._value(row, name, within)
        if not isinstance(value, dict):
            self.refuse(_path(within, name), "a record is expected here.")
        return value

    def rows(self, row: dict, name: str, within: str = "", *, may_lack: bool = False) -> list[dict]:
        if may_lack and name not in row:
            return []
        value = self._value(row, name, within)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.refuse(_path(within, name), "a list of records is expected here.")
        return value

    def _value(self, row, name, within):
        if name not in row:
            self.refuse(_path(within, name), "this field is missing.")
        return row[name]

    # What is there, or made

    def known(self, listed: str, key: str, name: str):
        """What was made, or found, of the list called *listed* under *key*, which the field *name* holds."""
        if (listed, key) not in self.made:
            self.refuse(name, f"“{key[:SAID_AGAIN]}” is not in the list “{listed}” of the file.")
        return self.made[listed, key]

    def page_with(self, uid: uuid.UUID, kind: type):
        """The page of the site that has the permanent id *uid*, or ``None`` where nothing has it.

        What else has it, on this site or another, keeps it: that is refused, and so is an id that begins like one
        that is given out, since short addresses go by its beginning.
        """
        from timeline.models import PublicRecord

        alike = PublicRecord.objects.filter(**PublicRecord.lookup(PublicRecord(uid=uid).short_id))
        there = alike.select_related("page").first()
        if there is None:
            return None
        is_ours = there.page.path.startswith(self.site.root_page.path)
        if there.uid != uid or not is_ours or not issubclass(there.page.specific_class or object, kind):
            self.refuse("id", TAKEN)
        return there.page

    def there(self, model, **known):
        """A page of *model* on the site of which this is *known*, a draft too, or ``None``."""
        return model.objects.descendant_of(self.site.root_page).filter(**known).first()

    def join_later(self, name: str, urn: str) -> None:
        """Fill the field *name* of the entry at hand with the entry *urn*, once all of them are there."""
        self.joints[name] = urn

    def room_of(self, kind):
        """The page of the site under which entries of *kind* stand."""
        for model in kind.allowed_parent_page_models():
            room = model.objects.child_of(self.site.root_page).first()
            if room:
                return room
        named = getattr(kind, "kind_label", kind._meta.verbose_name)
        self.refuse("kind", f"this site has no page under which “{named}” can stand. Make one first.")

    @contextmanager
    def complaining(self):
        """Tell what a model refuses as what is wrong with the record."""
        try:
            yield
        except ValidationError as error:
            named = error.message_dict.items() if hasattr(error, "error_dict") else [("", error.messages)]
            (name, messages), *_more = named
            said = " ".join(map(str, messages))
            raise StoryError(f"{self.where}{f', “{name}”' if name.strip('_') else ''}: {said}") from error

    def add(self, page, parent) -> None:
        """Put *page* under *parent*, if it is what an editor could have made there."""
        with self.complaining():
            # Before it is saved, since a database refuses in its own words what is too long. Only a place in the
            # tree gives what Wagtail's own columns hold, but for the title.
            page.clean_fields(exclude=[one.name for one in _columns_of_the_tree(page) if one.name != "title"])
            _refuse_long_texts(page)
            parent.add_child(instance=page)
            page.full_clean()
        self.added.append(page.pk)

    def check(self, row, *, without=()) -> None:
        """Refuse what the model of *row*, which is not saved yet, would not take from an editor either."""
        with self.complaining():
            row.full_clean(exclude=without)
            _refuse_long_texts(row)

    def inline(self, model, name: str, values: list[dict]) -> list:
        """Rows of *model* for a page, in order, from their *values*; the field *name* of the record holds them."""
        parents = [one.name for one in model._meta.fields if isinstance(one, ParentalKey)]
        made = [model(**one, sort_order=place) for place, one in enumerate(values)]
        for place, row in enumerate(made):
            with self.reading(f"{self.where}, {name}[{place}]"):
                self.check(row, without=parents)
        return made


def _columns_of_the_tree(page) -> list:
    """The columns of Wagtail's own, and those that join the tables of *page*."""
    return [one for one in page._meta.fields if one.model is Page or one.primary_key]


def _refuse_long_texts(row) -> None:
    """Of a long text a model leaves it to the form to say how long it may be."""
    for field in row._meta.concrete_fields:
        if isinstance(field, TextField) and field.max_length:
            try:
                MaxLengthValidator(field.max_length)(getattr(row, field.attname) or "")
            except ValidationError as error:
                raise ValidationError({field.name: error}) from error


def _path(within: str, name: str) -> str:
    return f"{within}.{name}" if within else name
