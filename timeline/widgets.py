from django import forms
from django.urls import reverse
from django.utils.html import format_html


class EntryDateInput(forms.TextInput):
    """A text box that shows, as one types, how the date will read, and asks where it could mean two things.

    Without JavaScript it is a text box, and the form asks after it was sent.
    """

    template_name = "timeline/widgets/entry_date.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "autocomplete": "off",
            "spellcheck": "false",
            "data-entry-date": reverse("timeline_read_date"),
            "aria-describedby": f"{context['widget']['attrs'].get('id', name)}-reading",
        }
        return context

    class Media:
        css = {"all": ["css/admin-date.css"]}
        js = ["js/entry-date.js"]


class PlainWords(forms.Widget):
    """Words that nobody can change, beside the fields of a form."""

    def render(self, name, value, attrs=None, renderer=None):
        return format_html('<output id="{}">{}</output>', (attrs or {}).get("id", name), value or "")
