"""Outlets as records: who publishes, under which names and on which hosts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from timeline.fields import EntryDateField
from timeline.links.addresses import bare_host
from timeline.web_addresses import WebAddressField


class OutletQuerySet(models.QuerySet):
    def current(self):
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class Outlet(index.Indexed, ClusterableModel):
    """Who publishes: a paper, a broadcaster, a blog.

    An outlet that turns out to be another one is merged into it and kept as a sign to it: an old
    revision of an article, which names it by its key, then still finds its outlet.
    """

    class Kind(models.TextChoices):
        NATIONAL = "national", _("National")
        LOCAL = "local", _("Local")
        TRADE = "trade", _("Trade")
        BROADCAST = "broadcast", _("Broadcast")
        BLOG = "blog", _("Blog")
        CAMPAIGN = "campaign", _("A campaign's own")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=120, unique=True, help_text=_("As it is called today, or was called last."))
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    place = models.CharField(max_length=120, blank=True, help_text=_("For a local paper: where it is read."))
    group = models.CharField(_("owner or group"), max_length=120, blank=True, help_text=_("“Lara”, “Reach plc”."))
    url = WebAddressField(_("address"), blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="merged"
    )

    objects = OutletQuerySet.as_manager()

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("merged_into"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return f"{self.name} (merged into {self.merged_into.name})" if self.merged_into_id else self.name

    def name_on(self, date) -> str:
        """What it was called at the time of *date*, an ``EntryDate``; its present name where nothing else is known."""
        day = date.earliest or date.latest if date else None
        if day is None:
            return self.name
        for row in self.former_names.all():
            first = row.used_from.earliest if row.used_from else None
            last = row.used_until.latest if row.used_until else None
            if (first or last) and (first is None or first <= day) and (last is None or day <= last):
                return row.name
        return self.name

    @property
    def standing_for(self) -> "Outlet":
        """Itself, or the outlet that it was merged into."""
        outlet = self
        while outlet.merged_into_id:
            outlet = outlet.merged_into
        return outlet


class OutletName(Orderable):
    """A name that an outlet had for a time."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField(max_length=120)
    used_from = EntryDateField(_("from"), blank=True, help_text=_("Leave empty if it had this name from the start."))
    used_until = EntryDateField(_("until"), blank=True)

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not self.used_from and not self.used_until:
            raise ValidationError({"used_until": _("Say until when, as far as you know: “2015”.")})
        if self.used_from and self.used_until and self.used_from.order > self.used_until.order:
            raise ValidationError({"used_until": _("This is before the name was first used.")})


class OutletHost(Orderable):
    """A host on which an outlet publishes or has published.

    An article under one of them is looked for under all of them: a paper that moves to another
    domain mostly keeps its paths.
    """

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="hosts")
    host = models.CharField(
        max_length=253, unique=True, help_text=_("“schoolsweek.co.uk”, without “www.”. Former ones too.")
    )

    def __str__(self):
        return self.host

    def clean(self):
        super().clean()
        host = bare_host(self.host or "")
        if not host or "." not in host:
            raise ValidationError({"host": _("Type the name of the host alone: “schoolsweek.co.uk”.")})
        self.host = host
