"""The date of an entry as a model field and as a form field."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.dates import DateError, DateQuestion, EntryDate, Extent, parse, read
from timeline.widgets import EntryDateInput

MAX_LENGTH = 64


class EntryDateFormField(forms.Field):
    """Free text in words or EDTF. What is unclear comes back as a question, never as a guess."""

    widget = EntryDateInput
    #: A callable that gives the extent that the same form holds, which answers the question that a range asks.
    #: Without it the extent is not kept, and so not asked for.
    get_extent = None

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, EntryDate):
            return value or None
        text = str(value).strip()
        if not text:
            return None
        if self.get_extent is None:
            return read_or_complain(text, keeps_extent=False)
        return read_or_complain(text, extent=known_extent(self.get_extent()))

    def prepare_value(self, value):
        """An editor is shown the words to type, in English; what was typed wrongly stays as typed."""
        return value.typed if isinstance(value, EntryDate) else value

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


def known_extent(text: str | None) -> str | None:
    """The extent that a form or an address names, or ``None`` if it names none that there is."""
    return text if text in {extent.value for extent in Extent} else None


def read_typed(text: str, *, extent: str | None = None, keeps_extent: bool = True) -> EntryDate:
    """Read *text* as ``read`` does. A place that keeps no extent is not asked whether a range lasted."""
    try:
        return read(text, extent=extent)
    except DateQuestion as question:
        if keeps_extent:
            raise
        try:
            return read(text, extent=Extent.THROUGHOUT)
        except (DateQuestion, DateError):
            raise question from None


def read_or_complain(text: str, **options) -> EntryDate:
    """Read *text*, turning what the dates module asks or refuses into one ``ValidationError``.

    The message names the choices, so that the form works without JavaScript too.
    """
    try:
        return read_typed(text, **options)
    except DateQuestion as question:
        choices = "; ".join(f"{choice.label}: type “{choice.text}”" for choice in question.choices)
        raise ValidationError(f"{question.message} {choices}.", code="ask") from question
    except DateError as error:
        raise ValidationError(error.message, code="unreadable") from error


class EntryDateField(models.CharField):
    """An EDTF level 1 string in the database, an ``EntryDate`` in Python.

    The column holds the canonical form only. A value that another program has put there and that is
    not of our subset raises ``DateError`` when it is loaded, rather than passing as a date.
    """

    description = "A date in EDTF (Library of Congress, level 1)"
    #: For Wagtail's forms: no draft, and no autosave, is kept without the date that gives it its place.
    required_on_save = True

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", MAX_LENGTH)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == MAX_LENGTH:
            del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return parse(value) if value else None

    def to_python(self, value):
        if value is None or isinstance(value, EntryDate):
            return value
        if not isinstance(value, str):
            raise ValidationError(_("Type a date in words or as EDTF."), code="invalid")
        if not value:
            return None
        try:
            return parse(value)
        except DateError:
            return read_or_complain(value)

    def get_prep_value(self, value):
        value = self.to_python(value)
        return value.edtf if value else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def run_validators(self, value):
        super().run_validators(value.edtf if isinstance(value, EntryDate) else value)

    def formfield(self, **kwargs):
        kwargs = {"form_class": EntryDateFormField, **kwargs}
        kwargs.pop("max_length", None)
        # Past CharField's own formfield(), which would pass a length that the words are not bound by.
        return models.Field.formfield(self, **kwargs)
