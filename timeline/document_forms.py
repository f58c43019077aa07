"""The form of a document in the admin: alone, with many at once, and in the chooser."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

from timeline.document_cleaning import clean_document
from timeline.document_cleaning.kinds import KEPT, suffix_of
from timeline.document_cleaning.told import in_words
from timeline.kept_shut import refuse_more_for_readers
from timeline.models.media import CampaignDocument
from timeline.protected_names import refuse_protected_names
from timeline.widgets import PlainWords

WHAT_IS_TAKEN_OUT = _(
    "Who wrote it, when, with which program, comments in a PDF, scripts and embedded files are taken out. What stands "
    "in the text stays, also under a black box that was only drawn over it: look there first."
)
TAKEN_DOWN = "It was taken down at once. Those who publish put it back, under Reports, Take-downs."
SAY_WHY_NOT = "Say why it must not be published, for those who find it here after you."


class CleanDocumentField(WagtailDocumentField):
    """Wagtail's field, which gives back the cleaned document in place of the upload."""

    def to_python(self, data):
        upload = super().to_python(data)
        if not upload or suffix_of(upload.name) not in KEPT:
            # Of its suffix the model speaks.
            return upload
        # The name is thrown away, but the title is made of it.
        refuse_protected_names(upload.name, joined=True)
        return clean_document(upload)


class CampaignDocumentForm(BaseDocumentForm):
    """Says beside the file what is wrong with it, and asks whether the document may be published, and for the reason
    of a “No”."""

    what_was_taken_out = forms.CharField(
        label=_("Taken out of this file when it was uploaded"), required=False, disabled=True, widget=PlainWords
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self._clean_what_is_uploaded()
        self._show_what_was_taken_out()
        name = "may_be_published"
        if self.is_bound and name in self.fields and self.add_prefix(name) not in self.data:
            # Of many at once, Wagtail sends each file ahead of the other fields: what it stands at stays, and for a new
            # one that is “not yet”. Refused, the file would be laid among the public media to wait.
            self.fields[name].required = False

    def _clean_what_is_uploaded(self) -> None:
        # Wagtail fixes the class of this one field, for any form.
        stock = self.fields["file"]
        field = CleanDocumentField(required=stock.required, label=stock.label, widget=stock.widget)
        field.help_text = f"{WHAT_IS_TAKEN_OUT} {field.help_text}"
        self.fields["file"] = field

    def _show_what_was_taken_out(self) -> None:
        words = in_words(self.instance.taken_out) if self.instance.pk else ""
        if words:
            self.initial["what_was_taken_out"] = words
            self.order_fields([name for name in ("title", "file", "what_was_taken_out") if name in self.fields])
        else:
            del self.fields["what_was_taken_out"]

    def clean(self):
        data = super().clean()
        is_no = data.get("may_be_published") == CampaignDocument.MayBePublished.NO
        if is_no and "publishing_note" in self.fields and not data.get("publishing_note"):
            self.add_error("publishing_note", SAY_WHY_NOT)
        may_go = data.get("may_be_published") == CampaignDocument.MayBePublished.YES
        if may_go and self.instance.pk and self.instance.is_taken_down:
            self.add_error("may_be_published", TAKEN_DOWN)
        return data

    def save(self, commit=True):
        # The row deletes the file that a new one takes the place of once that is certain (``replaced_files``). This
        # form would delete it first, and a row that cannot be saved would be left without a file.
        self.original_file = None
        return super().save(commit)

    def _post_clean(self):
        super()._post_clean()
        if not self.instance.pk or self.errors:
            return
        if "file" in self.changed_data:
            refuse_more_for_readers(self, "file")
        yes = CampaignDocument.MayBePublished.YES
        if "may_be_published" in self.changed_data and self.cleaned_data["may_be_published"] == yes:
            refuse_more_for_readers(self, "may_be_published")
