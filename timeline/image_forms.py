"""The form of a picture in the admin: alone, with many at once, and in the chooser."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from timeline.consents import keep_consent
from timeline.kept_shut import refuse_more_for_readers
from timeline.metadata import in_words
from timeline.models.consent import ImageConsent
from timeline.models.media import CampaignImage
from timeline.protected_names import refuse_protected_names
from timeline.uploads import clean_image
from timeline.widgets import PlainWords

DESCRIPTION_HELP = (
    "What the picture shows, in one sentence, for those who cannot see it: “Parents hand in a petition at a school "
    "gate”. Not who made it, which is the credit."
)


class CleanImageField(WagtailImageField):
    """Wagtail's field, which gives back the re-encoded picture in place of the upload."""

    def to_python(self, data):
        upload = super().to_python(data)
        if upload:
            # The name is thrown away, but the title is made of it.
            refuse_protected_names(upload.name, joined=True)
        return clean_image(upload) if upload else upload

    def check_image_pixel_size(self, f):
        """Left to ``clean_image``: Wagtail's own check lets the error of a damaged file through as a 500."""


#: The fields on consent, and the columns that they fill.
CONSENT = {
    "consent_who": "who",
    "consent_scope": "scope",
    "consent_evidence": "evidence",
    "consent_ends": "ends_on",
    "consent_withdrawn": "withdrawn_on",
}
SAY_WHO = "Say whether anybody can be recognised in it."
NO_CONSENT = "Say who agreed. For a child that is a parent or guardian, and the child too if old enough."
NO_EVIDENCE = "Say where the proof is kept: a letter, an e-mail, a form. Do not upload it here."


class CampaignImageForm(BaseImageForm):
    """Says beside the file what is wrong with it, and asks for a description and for the consent of whom it shows."""

    what_was_taken_out = forms.CharField(
        label=_("Taken out of this file when it was uploaded"), required=False, disabled=True, widget=PlainWords
    )
    consent_who = forms.CharField(
        label=_("Who agreed"),
        max_length=200,
        required=False,
        help_text=_("Only where somebody can be recognised. For editors alone: readers never see it."),
    )
    consent_scope = forms.CharField(
        label=_("To what"),
        max_length=300,
        required=False,
        help_text=_("“This site and its feeds, not the press.” Empty: to being published here."),
    )
    consent_evidence = forms.CharField(label=_("Where the proof is kept"), max_length=300, required=False)
    consent_ends = forms.DateField(
        label=_("They agreed until"),
        required=False,
        widget=AdminDateInput,
        help_text=_("After that day the picture is not shown. Empty: no end."),
    )
    consent_withdrawn = forms.DateField(
        label=_("Taken back on"),
        required=False,
        widget=AdminDateInput,
        help_text=_("With a day here the picture is gone from every page at once."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self._clean_what_is_uploaded()
        self._show_what_was_taken_out()
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].help_text = DESCRIPTION_HELP
        if "recognisable" in self.fields:
            self._ask_for_consent()
        if self._is_first_step_of_many():
            for name in set(self.fields) - {"title", "file", "collection"}:
                self.fields[name].required = False

    def _show_what_was_taken_out(self) -> None:
        words = in_words(self.instance.taken_out) if self.instance.pk else ""
        if words:
            self.initial["what_was_taken_out"] = words
            self.order_fields([name for name in ("title", "file", "what_was_taken_out") if name in self.fields])
        else:
            del self.fields["what_was_taken_out"]

    def _clean_what_is_uploaded(self) -> None:
        # Wagtail fixes the class of this one field, for any form.
        stock = self.fields["file"]
        self.fields["file"] = CleanImageField(required=stock.required, label=stock.label, widget=stock.widget)

    def _ask_for_consent(self) -> None:
        self.fields["recognisable"].required = True
        self.fields["recognisable"].error_messages["required"] = SAY_WHO
        consent = ImageConsent.objects.filter(image_id=self.instance.pk).first() if self.instance.pk else None
        if consent:
            self.initial |= {name: getattr(consent, column) for name, column in CONSENT.items()}

    def clean(self):
        data = super().clean()
        if data.get("recognisable") in CampaignImage.SOMEBODY:
            for name, words in (("consent_who", NO_CONSENT), ("consent_evidence", NO_EVIDENCE)):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data

    def save(self, commit=True):
        # As of a document: the row deletes the old file, and its sizes, once the new one is certain.
        self.original_file = None
        image = super().save(commit)
        if commit and not self._is_first_step_of_many():
            self._keep_consent()
        return image

    def _keep_consent(self) -> None:
        data = self.cleaned_data
        shows_somebody = data.get("recognisable") in CampaignImage.SOMEBODY
        given = {column: data.get(name) for name, column in CONSENT.items()} if shows_somebody else None
        keep_consent(self.instance, given)

    def _post_clean(self):
        super()._post_clean()
        if self._is_first_step_of_many() and self.has_error("title", "protected-name") and "file" not in self.errors:
            # At this step Wagtail shows what is wrong with the file only.
            self.add_error("file", self.errors["title"].as_data())
        if self.instance.pk and not self.errors:
            self._keep_shut_in_a_hold()

    def _keep_shut_in_a_hold(self) -> None:
        if "file" in self.changed_data:
            refuse_more_for_readers(self, "file")
        before = CampaignImage.objects.with_orders().get(pk=self.instance.pk)
        if "rights" in self.fields and not before.may_be_shown and self._says_that_it_may_be_shown():
            refuse_more_for_readers(self, "rights" if before.rights == CampaignImage.Rights.UNKNOWN else "recognisable")

    def _says_that_it_may_be_shown(self) -> bool:
        data = self.cleaned_data
        if data.get("rights") == CampaignImage.Rights.UNKNOWN:
            return False
        ends = data.get("consent_ends")
        agrees = not data.get("consent_withdrawn") and (ends is None or ends >= timezone.localdate())
        return agrees or data.get("recognisable") not in CampaignImage.SOMEBODY

    def _is_first_step_of_many(self) -> bool:
        """Whether this is the view for many pictures, which sends the file ahead of the other fields.

        The picture is made at once, with its rights not known, so that it is not shown until its own
        form has been filled in. Refusing it would make Wagtail lay the file as it came, with all that
        the camera wrote into it, among the public media to wait there.
        """
        is_new = self.is_bound and self.instance.pk is None
        return is_new and "file" in self.fields and self.add_prefix("description") not in self.data
