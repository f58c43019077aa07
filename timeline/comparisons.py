"""How two revisions of a page are compared: a date in the words that readers see, with what it is written as."""

from wagtail.admin.compare import TextFieldComparison, register_comparison_class

from timeline.fields import EntryDateField


class DateComparison(TextFieldComparison):
    """Wagtail's own reads the letters of a text, and a date has none."""

    def __init__(self, field, obj_a, obj_b):
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = in_words(self.val_a), in_words(self.val_b)


def in_words(date) -> str:
    """“May 2018 (2018-05)”; empty for no date."""
    return f"{date.words} ({date.edtf})" if date else ""


register_comparison_class(EntryDateField, comparison_class=DateComparison)
