"""The form of a document in the admin: alone, with many at once, and in the chooser."""

from wagtail.documents.forms import BaseDocumentForm

from timeline.models.media import CampaignDocument

NOTHING_TAKEN_OUT = (
    "It is kept as it is: nothing is taken out. Who wrote it, when and with which program may stand in its properties, "
    "and readers get them too. Look there first."
)
TAKEN_DOWN = "It was taken down at once. Those who publish put it back, under Reports, Take-downs."
SAY_WHY_NOT = "Say why it must not be published, for those who find it here after you."


class CampaignDocumentForm(BaseDocumentForm):
    """Asks whether the document may be published, and for the reason of a “No”."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = NOTHING_TAKEN_OUT
        name = "may_be_published"
        if self.is_bound and name in self.fields and self.add_prefix(name) not in self.data:
            # Of many at once, Wagtail sends each file ahead of the other fields: what it stands at stays, and for a new
            # one that is “not yet”. Refused, the file would be laid among the public media to wait.
            self.fields[name].required = False

    def clean(self):
        data = super().clean()
        is_no = data.get("may_be_published") == CampaignDocument.MayBePublished.NO
        if is_no and "publishing_note" in self.fields and not data.get("publishing_note"):
            self.add_error("publishing_note", SAY_WHY_NOT)
        may_go = data.get("may_be_published") == CampaignDocument.MayBePublished.YES
        if may_go and self.instance.pk and self.instance.is_taken_down:
            self.add_error("may_be_published", TAKEN_DOWN)
        return data
