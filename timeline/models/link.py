"""What we know of one address on the web."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from timeline.web_addresses import WebAddressField


class LinkQuerySet(models.QuerySet):
    def in_use(self):
        """The addresses that some row names: a source, an article, another address of it."""
        used = Q()
        for relation in self.model.naming_relations():
            rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            used |= Exists(rows)
        return self.filter(used) if used else self.none()


class WebLink(models.Model):
    """One address on the web: whether it still answers, and where a copy may be read.

    There is one row for all the forms of an address that lead to the same thing (``key``). Rows that
    name the address hold a foreign key here, made anew from their text on every save, so that no
    revision brings an old one back. What stands here is seen by the server and by nobody's decision:
    it changes without publishing.
    """

    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("Not checked yet")
        ANSWERS = "answers", _("Answers")
        #: 401, 402, 403, 429, 451: it is there, and does not speak to a program.
        REFUSES = "refuses", _("Refuses our checks")
        #: Its host asks programs to stay away, or it is of a kind that we do not ask.
        NOT_ASKED = "not-asked", _("Left unchecked")
        FAILING = "failing", _("Failed, to be tried another day")
        GONE = "gone", _("Gone")

    url = WebAddressField(_("address"), max_length=1000, help_text=_("As it was first written, without trackers."))
    key = models.CharField(
        max_length=1000, unique=True, editable=False, help_text=_("The same for all forms of one address.")
    )
    state = models.CharField(max_length=10, choices=State, default=State.UNCHECKED, editable=False, db_index=True)
    status = models.PositiveSmallIntegerField(
        _("last answer"), null=True, editable=False, help_text=_("HTTP status code.")
    )
    reason = models.CharField(_("what was seen"), max_length=200, blank=True, editable=False)
    moved_to = WebAddressField(
        max_length=1000, blank=True, editable=False, help_text=_("Where it leads to now, if somewhere else.")
    )
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    due_at = models.DateTimeField(
        _("next check"), null=True, editable=False, db_index=True, help_text=_("Empty: as soon as somebody checks.")
    )
    answered_at = models.DateTimeField(_("last answered"), null=True, editable=False)
    failing_since = models.DateField(null=True, editable=False, help_text=_("The day of the first failure in a row."))
    gone_since = models.DateField(null=True, editable=False, help_text=_("The day on which it counted as gone."))
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    text_hash = models.CharField(max_length=64, blank=True, editable=False, help_text=_("SHA-256 of its text."))
    text_changed_at = models.DateTimeField(
        _("text changed"), null=True, editable=False, help_text=_("When another text was seen; empty once looked at.")
    )
    archived_url = WebAddressField(_("address of a kept copy"), max_length=1000, blank=True)
    archived_at = models.DateTimeField(_("when that copy was made"), null=True, blank=True)

    objects = LinkQuerySet.as_manager()
    # What names it is asked of the rows themselves, and no page is “used” by it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("web link")
        ordering = ["pk"]

    def __str__(self):
        return self.url

    @property
    def is_gone(self) -> bool:
        return self.state == self.State.GONE

    @classmethod
    def naming_relations(cls) -> list:
        """The reverse relations by which rows name an address, of every room."""
        return [relation for relation in cls._meta.related_objects if getattr(relation.field, "names_address", False)]


class WebLinkField(models.ForeignKey):
    """The foreign key of a row whose text names an address: kept in step with it by ``link_to()``."""

    #: Told apart from other keys to a link, such as that of a capture.
    names_address = True

    def __init__(self, *args, **kwargs):
        kwargs |= {"to": "timeline.WebLink", "null": True, "blank": True, "editable": False}
        kwargs["on_delete"] = models.SET_NULL
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        # For the database it is a foreign key.
        return name, "django.db.models.ForeignKey", args, kwargs
