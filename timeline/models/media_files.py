"""The files of pictures and documents. Every way to add one ends in ``save()`` of its file, so it is cleaned there."""

from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile
from wagtail.utils.file import hash_filelike

from timeline.document_cleaning import clean_document
from timeline.replaced_files import note_replaced
from timeline.uploads import CleanImage, clean_image


class CleanImageFile(WagtailImageFieldFile):
    def get_image_dimensions(self):
        """Those of the picture that is kept. Of an upload that is not clean nothing is measured: a program that
        measures hostile files fails in its own ways, and not with a message."""
        is_upload = not self._committed and not isinstance(self.file, CleanImage)
        return (None, None) if is_upload else super().get_image_dimensions()

    def save(self, name, content, save=True):
        """Clean the picture, keep it, and measure what was kept. ``ValidationError`` if it is no
        picture that we keep."""
        clean = clean_image(content)
        note_replaced(self.instance)
        self.instance.file_size, self.instance.file_hash = clean.size, hash_filelike(clean)
        self.instance.taken_out = clean.taken_out
        super().save(clean.name, clean, save=False)
        if save:
            self.instance.save()


class CleanImageField(WagtailImageField):
    attr_class = CleanImageFile

    def deconstruct(self):
        # For the database it is Wagtail's field.
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs


class CleanDocumentFile(FieldFile):
    def save(self, name, content, save=True):
        """Clean the document, keep it, and measure what was kept. ``ValidationError`` if it is none that we keep."""
        content.name = content.name or name
        clean = clean_document(content)
        note_replaced(self.instance)
        self.instance.file_size, self.instance.file_hash = clean.size, hash_filelike(clean)
        self.instance.taken_out = clean.taken_out
        super().save(clean.name, clean, save=False)
        if save:
            self.instance.save()

    save.alters_data = True


class CleanDocumentField(models.FileField):
    attr_class = CleanDocumentFile

    def deconstruct(self):
        # For the database it is Django's field.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FileField", args, kwargs
