"""The form of a picture in the admin: alone, with many at once, and in the chooser."""

from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from timeline.protected_names import refuse_protected_names
from timeline.uploads import clean_image

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


class CampaignImageForm(BaseImageForm):
    """Says beside the file what is wrong with it, and asks for a description."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self._clean_what_is_uploaded()
        if "description" in self.fields:
            self.fields["description"].required = True
            self.fields["description"].help_text = DESCRIPTION_HELP
        if self._is_first_step_of_many():
            for name in set(self.fields) - {"title", "file", "collection"}:
                self.fields[name].required = False

    def _clean_what_is_uploaded(self) -> None:
        # Wagtail fixes the class of this one field, for any form.
        stock = self.fields["file"]
        self.fields["file"] = CleanImageField(required=stock.required, label=stock.label, widget=stock.widget)

    def _post_clean(self):
        super()._post_clean()
        if self._is_first_step_of_many() and self.has_error("title", "protected-name") and "file" not in self.errors:
            # At this step Wagtail shows what is wrong with the file only.
            self.add_error("file", self.errors["title"].as_data())

    def _is_first_step_of_many(self) -> bool:
        """Whether this is the view for many pictures, which sends the file ahead of the other fields.

        The picture is made at once, with its rights not known, so that it is not shown until its own
        form has been filled in. Refusing it would make Wagtail lay the file as it came, with all that
        the camera wrote into it, among the public media to wait there.
        """
        is_new = self.is_bound and self.instance.pk is None
        return is_new and "file" in self.fields and self.add_prefix("description") not in self.data
