from wagtail.admin.forms.pages import CopyForm


class EntryCopyForm(CopyForm):
    """Wagtail's form to copy a page, without its aliases: one entry twice on the line would be two
    announcements of one thing, and an alias keeps the privacy of the day it was made."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
