from django.core.exceptions import PermissionDenied
from wagtail.admin.forms.pages import CopyForm

from timeline.restrictions import refuse_copy


class GatedCopyForm(CopyForm):
    """Wagtail's form to copy a page, without its aliases: one page twice would be two announcements of
    one thing, and an alias keeps the privacy of the day it was made. What an order closes is not copied:
    the copy would be open."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)

    def clean(self):
        data = super().clean()
        try:
            refuse_copy(self.page, with_subpages=bool(data.get("copy_subpages")))
        except PermissionDenied as refusal:
            # Wagtail's template shows what belongs to a field only.
            self.add_error("new_title", str(refusal))
        return data
