"""Images and documents: kept private, cleaned before they are kept, with credit and rights."""

import secrets
from pathlib import PurePath

from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models import CharField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet
from wagtail.search import index

from timeline.fields import EntryDateField
from timeline.files_in_use import uses_on_closed_pages
from timeline.models.consent import ImageConsent
from timeline.models.media_files import CleanDocumentField, CleanImageField
from timeline.models.take_down import TakeDown
from timeline.public_sizes import delete_sizes, may_be_public
from timeline.replaced_files import note_replaced, throw_away_replaced
from timeline.storage import PRIVATE_SIZES, PUBLIC_SIZES, is_public_size


def private_storage():
    return storages["private"]


def neutral_document_path(instance, filename: str) -> str:
    """A name that tells nothing: file names carry people's names and what a paper is about."""
    return f"documents/{secrets.token_urlsafe(16)}{PurePath(filename).suffix.lower()}"


class CampaignImageQuerySet(ImageQuerySet):
    def with_orders(self):
        """Each with ``closed_by_order`` and ``lacks_consent``, so that a page of many pictures asks once for all."""
        key = Cast(OuterRef("pk"), CharField())
        shows_somebody = Q(recognisable__in=CampaignImage.SOMEBODY)
        holds = Exists(ImageConsent.objects.valid().filter(image=OuterRef("pk")))
        on_closed = Exists(uses_on_closed_pages(CampaignImage).filter(to_object_id=key))
        taken_down = Exists(TakeDown.objects.in_force().order_by().filter(image=OuterRef("pk")))
        return self.annotate(
            closed_by_order=ExpressionWrapper(Q(on_closed) | Q(taken_down), output_field=models.BooleanField()),
            lacks_consent=ExpressionWrapper(shows_somebody & ~holds, output_field=models.BooleanField()),
        )

    def that_may_be_shown(self):
        """Those that pages draw: their rights are known, no order or take-down closes them, whom they show agrees."""
        shown = self.with_orders().filter(closed_by_order=False, lacks_consent=False)
        return shown.exclude(rights=CampaignImage.Rights.UNKNOWN)

    def in_bulk(self, *args, **kwargs):
        """The blocks of an account fetch their pictures so."""
        return super(CampaignImageQuerySet, self.with_orders()).in_bulk(*args, **kwargs)


#: What the sizes of a picture are cut by.
CUT_BY = ("file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class CampaignImage(AbstractImage):
    """A picture. Its original is re-encoded before it is kept, and never has a public address."""

    class Rights(models.TextChoices):
        UNKNOWN = "unknown", _("Not known (it is not shown)")
        OWN_WORK = "own-work", _("Our own work")
        PERMISSION = "permission", _("Permission held")
        PUBLIC_LICENCE = "public-licence", _("Public licence (say which in the credit)")
        PUBLIC_DOMAIN = "public-domain", _("Public domain")

    class Recognisable(models.TextChoices):
        NOBODY = "nobody", _("Nobody: a drawing, a document, a building, a crowd from afar")
        ADULT = "adult", _("A grown-up")
        CHILD = "child", _("A child")

    #: Of these somebody has to agree.
    SOMEBODY = ("adult", "child")

    file = CleanImageField(
        verbose_name=_("file"),
        upload_to="originals",
        storage=private_storage,
        width_field="width",
        height_field="height",
    )
    credit = models.CharField(
        max_length=255, blank=True, help_text=_("Who made it, as it should be printed: “Photograph: A. Name”.")
    )
    rights = models.CharField(
        max_length=20,
        choices=Rights,
        default=Rights.UNKNOWN,
        help_text=_("May we publish it, and on what ground? A picture whose rights are not known is not shown."),
    )

    recognisable = models.CharField(
        _("who can be recognised in it?"),
        max_length=10,
        choices=Recognisable,
        blank=True,
        help_text=_("By anybody who knows them, from a face, a name on a shirt, a place. Then they have to agree."),
    )

    taken_out = models.JSONField(
        null=True, editable=False, help_text=_("The kinds of what was removed from the file. Null: nobody looked.")
    )

    times_shut = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("How often its sizes were deleted: what is remembered of them is old.")
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "rights",
        "recognisable",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("credit"), index.FilterField("rights")]

    objects = CampaignImageQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def may_be_shown(self) -> bool:
        return self.rights != self.Rights.UNKNOWN and not self.is_closed and self.has_consent

    @property
    def has_consent(self) -> bool:
        """Whether nobody can be recognised in it, or whoever can agrees today."""
        if self.recognisable not in self.SOMEBODY:
            return True
        if "lacks_consent" in self.__dict__:
            return not self.lacks_consent
        return ImageConsent.objects.valid().filter(image_id=self.pk).exists()

    @property
    def is_closed(self) -> bool:
        """Whether it was taken down, or a page that an order closes uses it: then no other page draws it either."""
        if "closed_by_order" in self.__dict__:
            return self.closed_by_order
        if self.is_taken_down:
            return True
        return uses_on_closed_pages(CampaignImage).filter(to_object_id=str(self.pk)).exists()

    @property
    def is_taken_down(self) -> bool:
        return TakeDown.objects.in_force().filter(image_id=self.pk).exists()

    def get_upload_to(self, filename):
        return f"originals/{secrets.token_urlsafe(16)}{PurePath(filename).suffix.lower()}"

    def create_rendition(self, filter):
        self.sizes_are_public = may_be_public(self)
        return super().create_rendition(filter)

    def create_renditions(self, *filters):
        if filters:
            # Asked once for all of them.
            self.sizes_are_public = may_be_public(self)
        return super().create_renditions(*filters)

    def save(self, *args, **kwargs):
        """Keep a new file ahead of the row: its hash and size stand in columns that Django writes
        before it comes to the file. What was cut from the file or the place before it goes."""
        before = self._as_kept() if self.pk else {}
        note_replaced(self)
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)
        throw_away_replaced(self)
        if before and before != self._as_kept():
            transaction.on_commit(self._delete_sizes_of_the_old_file, robust=True)

    def _delete_sizes_of_the_old_file(self) -> None:
        delete_sizes(self.renditions.all(), are_of_an_old_file=True)

    def _as_kept(self) -> dict:
        return type(self)._base_manager.filter(pk=self.pk).values(*CUT_BY).first() or {}


class CampaignRendition(AbstractRendition):
    """A size of a picture, under a name that cannot be guessed: public while something published shows the picture,
    else for the admin alone (``timeline.public_sizes``)."""

    image = models.ForeignKey(CampaignImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename):
        folder = PUBLIC_SIZES if getattr(self.image, "sizes_are_public", False) else PRIVATE_SIZES
        return f"{folder}/{secrets.token_urlsafe(16)}{PurePath(filename).suffix.lower()}"

    @property
    def is_public(self) -> bool:
        return is_public_size(self.file.name)

    @staticmethod
    def construct_cache_key(image, filter_cache_key, filter_spec):
        # Each process remembers for itself: what another has deleted since is not asked for by this name.
        key = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{key}-{image.times_shut}"


class CampaignDocument(AbstractDocument):
    """A file for readers, sent only while it may be published, and something that is published uses it."""

    class MayBePublished(models.TextChoices):
        YES = "yes", _("Yes")
        NOT_YET = "not-yet", _("Not yet: readers do not get it")
        NO = "no", _("No: readers never get it")

    file = CleanDocumentField(upload_to=neutral_document_path, storage=private_storage, verbose_name=_("file"))
    dated = EntryDateField(
        _("date of the document"),
        blank=True,
        help_text=_("When it is from, in words: “3 May 2018”, “spring 2017”. Readers see it. Empty: not known."),
    )
    may_be_published = models.CharField(
        _("may we publish it?"),
        max_length=7,
        choices=MayBePublished,
        default=MayBePublished.NOT_YET,
        help_text=_(
            "With any other answer than “Yes” readers do not get the file, and a page with it does not go out."
        ),
    )
    publishing_note = models.CharField(
        _("why"),
        max_length=300,
        blank=True,
        help_text=_("“Its author wrote on 3 May that we may.” Needed for a “No”. Readers never see it."),
    )

    taken_out = models.JSONField(
        null=True, editable=False, help_text=_("The kinds of what was removed from the file. Null: nobody looked.")
    )

    admin_form_fields = ("title", "file", "dated", "may_be_published", "publishing_note", "collection", "tags")
    search_fields = [*AbstractDocument.search_fields, index.FilterField("may_be_published")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def may_be_shown(self) -> bool:
        """Whether a page may link to it: somebody has said that it may be published."""
        return self.may_be_published == self.MayBePublished.YES

    @property
    def is_taken_down(self) -> bool:
        return TakeDown.objects.in_force().filter(document_id=self.pk).exists()

    def save(self, *args, **kwargs):
        """Keep a new file ahead of the row, as of a picture: without its hash all documents have the same ETag."""
        note_replaced(self)
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **kwargs)
        throw_away_replaced(self)
