"""The form that asks which entry stays, where two are about one thing."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from timeline.own_pages import entries_to_change


class CannotStayError(Exception):
    """Something stands against the entry that is to stay. The message is for the editor; *look_at* is the entry whose
    form is to be opened first, if one is."""

    def __init__(self, message: str, *, look_at=None):
        super().__init__(message)
        self.look_at = look_at


class EntryThatStaysForm(forms.Form):
    """Which entry of *kinds* stays, of those that *user* may change. What they may not see, the form does not name."""

    into = forms.ModelChoiceField(
        queryset=None,
        error_messages={
            "invalid_choice": _(
                "It is no entry that you may edit: it is no longer there, of another kind, or not yours. Choose "
                "another one."
            )
        },
        help_text=_("The entry that stays. You see both side by side before anything is done."),
    )

    def __init__(self, *args, user, kinds, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].label = label
        self.fields["into"].queryset = entries_to_change(user).type(*kinds)
        self.fields["into"].widget = AdminPageChooser(target_models=list(kinds))

    def clean(self):
        if "into" in self.errors:
            # The chooser would show the title of what its user may not see.
            self.data = {**self.data.dict(), "into": ""}
        return super().clean()
