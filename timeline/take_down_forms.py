"""The forms of a take-down: to take down, to say what became of it, and to put it back."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from timeline.models import TakeDown
from timeline.protected_names import refuse_protected_names


class WithoutProtectedNames(WagtailAdminModelForm):
    """What is typed here is kept for good and read by many editors: no name under an order."""

    def _clean_fields(self):
        super()._clean_fields()
        for name in self.fields:
            value = self.cleaned_data.get(name)
            if isinstance(value, str) and value:
                try:
                    refuse_protected_names(value)
                except forms.ValidationError as refusal:
                    self.add_error(name, refusal)


class TakeDownForm(WithoutProtectedNames):
    """Why, and who asked. With *may_purge* it offers to remove the words from older versions, too."""

    purge = forms.BooleanField(
        label=_("Also remove the words from older versions"),
        required=False,
        help_text=_(
            "Deletes every version but the newest, and the titles in the history. It cannot be undone. Mend the newest "
            "version before it goes back."
        ),
    )

    class Meta:
        model = TakeDown
        fields = ["why", "words", "asked_by"]
        widgets = {"why": forms.RadioSelect}
        error_messages = {
            "why": {"required": _("Choose why it has to go.")},
            "words": {"required": _("Say in a sentence what is wrong with it, without repeating it.")},
        }

    def __init__(self, *args, may_purge=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = TakeDown.Why.choices
        if not may_purge:
            del self.fields["purge"]


class OutcomeForm(WithoutProtectedNames):
    class Meta:
        model = TakeDown
        fields = ["outcome", "outcome_words"]


class PutBackForm(WithoutProtectedNames):
    class Meta:
        model = TakeDown
        fields = ["lifted_why"]
        help_texts = {"lifted_why": _("“The name is out of the summary: her mother has read it.” It is kept.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lifted_why"].required = True
        self.fields["lifted_why"].error_messages["required"] = _("Say why it may go back.")
