"""The fields of a model that can hold words, found by looking at the model: so that a new one is not forgotten."""

from django.core.files.base import ContentFile
from django.db import models

from timeline.fields import EntryDateField

KINDS_OF_TEXT = (models.CharField, models.TextField, models.JSONField, models.FileField)
#: Wagtail's field for an account, and others that are no subclass of these but are kept as text.
KEPT_AS_TEXT = ("TextField", "CharField", "FileField")


def text_fields(model) -> list:
    """The columns of *model* into which somebody or something may write words."""
    return [field for field in model._meta.local_concrete_fields if _holds_words(field)]


def _holds_words(field) -> bool:
    # A choice is one of few, and a date in EDTF has no letters of its own.
    if field.choices or isinstance(field, EntryDateField):
        return False
    return isinstance(field, KINDS_OF_TEXT) or field.get_internal_type() in KEPT_AS_TEXT


def filled(model, token: str, *, leave=(), **given):
    """A row of *model*, not saved, with *token* in each of its text fields but those in *leave* or *given*."""
    values = {field.name: value_with(field, token) for field in text_fields(model) if field.name not in leave}
    return model(**{**values, **given})


def fill_row(row, token: str, *, leave=()):
    """Write *token* into each text field of *row*, as code may: past signals and checks. Files are laid beside."""
    values = {field.name: value_with(field, token) for field in text_fields(type(row)) if field.name not in leave}
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    return row


def value_with(field, token: str):
    """A value of *field* that has *token* in it, and says where it was planted."""
    word = f"{token}{field.name.replace('_', '')}"
    if isinstance(field, models.FileField):
        return ContentFile(word.encode(), name=f"{word}.txt")
    if isinstance(field, models.JSONField):
        return {word: [word]}
    if isinstance(field, models.EmailField):
        return f"{word}@example.org"
    if isinstance(field, models.URLField):
        return f"https://example.org/{word}/"
    return word[: field.max_length] if field.max_length else word
