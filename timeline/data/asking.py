"""What a program asks for in an address. What cannot be read is refused: a program does not see a message on a page."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from timeline.data.gathering import Place
from timeline.filters import StoryFilters

MOST, USUAL = 200, 100


class UnreadableError(Exception):
    """A parameter that cannot be read, with what to do instead."""

    def __init__(self, parameter: str, message: str):
        super().__init__(message)
        self.parameter, self.message = parameter, message


class PlaceField(forms.CharField):
    """The place in the story after which one wants to read on."""

    def to_python(self, value):
        text = super().to_python(value)
        try:
            return Place.read(text) if text else None
        except ValueError:
            raise forms.ValidationError(
                _("This is no place in the story. Use the address in “next” as it is.")
            ) from None


class PageForm(forms.Form):
    """Which page of the entries one wants."""

    limit = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), format_lazy(_lazy("Give a number from 1 to {most}."), most=MOST)
        ),
    )
    after = PlaceField(required=False, max_length=40)


def asked_for(request, *, also=()) -> StoryFilters:
    """The filters of the story that the address of *request* asks for. ``UnreadableError`` if one of them cannot be
    read, or is none of the parameters that there are, those called *also* among them."""
    filters = StoryFilters(request)
    known = [*filters.form.fields, *also]
    for name in request.GET:
        if name not in known:
            raise UnreadableError(
                name, _("There is no such parameter. There are: {names}.").format(names=", ".join(known))
            )
        if len(request.GET.getlist(name)) > 1:
            raise UnreadableError(name, _("Give it once."))
    _complain(filters.form)
    return filters


def page_asked_for(request) -> tuple[Place | None, int]:
    """After which place of the story to begin, and how many entries to give. ``UnreadableError`` as above."""
    form = PageForm(request.GET)
    _complain(form)
    return form.cleaned_data["after"], form.cleaned_data["limit"] or USUAL


def _complain(form) -> None:
    if form.is_valid():
        return
    name, errors = next(iter(form.errors.items()))
    choices = [value for value, _words in getattr(form.fields[name], "choices", ()) if value]
    given = _("Give one of these: {choices}.").format(choices=", ".join(choices)) if choices else " ".join(errors)
    raise UnreadableError(name, given)
