"""What must not be published: pages closed by an order or a request, and names that no page may print."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RestrictionQuerySet(models.QuerySet):
    def in_force(self):
        """Those that close their page now. A review date that has passed reopens nothing."""
        return self.filter(lifted_at__isnull=True)

    def silent(self):
        """Those that keep even from saying that the page was there."""
        return self.exclude(kind=Restriction.Kind.TAKEN_DOWN)

    def due_for_review(self, today):
        """Those in force whose review date is *today* or earlier, the oldest first."""
        return self.in_force().filter(review_on__lte=today).order_by("review_on", "pk")


class Restriction(models.Model):
    """An order or a request that closes a page, everything under it and its files to the public.

    It takes effect when it is saved and ends when somebody lifts it. It stands beside the page and
    not on it: no publish, no schedule, no old revision and no move lifts it.
    """

    class Kind(models.TextChoices):
        ANONYMITY = "anonymity", _("Anonymity order")
        REPORTING = "reporting", _("Reporting restriction")
        REQUEST = "request", _("Asked for by the person concerned")
        #: Of which readers who had the page may know: they are told that it is gone.
        TAKEN_DOWN = "taken-down", _("Taken down at once")
        OTHER = "other", _("Something else")

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="restrictions")
    kind = models.CharField(_("what closes it"), max_length=20, choices=Kind, default=Kind.ANONYMITY)
    made_on = models.DateField(_("date of the order or request"))
    made_by = models.CharField(_("court, or who asked"), max_length=200, blank=True)
    scope = models.TextField(
        _("what it covers"),
        max_length=1000,
        help_text=_(
            "In words fit to print: what may not be published and until when, without saying it. "
            "Never type a name that is protected here."
        ),
    )
    review_on = models.DateField(
        _("look at it again on"), help_text=_("On that day it is listed on the dashboard. It never reopens by itself.")
    )
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_why = models.CharField(_("why it is lifted"), max_length=500, blank=True)

    objects = models.Manager.from_queryset(RestrictionQuerySet)()

    class Meta:
        ordering = ["-closed_at", "-pk"]
        permissions = [("lift_restriction", "Can lift restriction")]
        constraints = [
            models.CheckConstraint(
                name="a_lifted_restriction_says_why", condition=Q(lifted_at__isnull=True) | ~Q(lifted_why="")
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.page}"

    @property
    def is_in_force(self) -> bool:
        return self.lifted_at is None


class ProtectedName(models.Model):
    """Words that no page, picture or file may carry: a name under an order. For the legal group alone.

    It is in no revision, no search index and no message: what is refused names the field, never the word.
    """

    name = models.CharField(
        max_length=200,
        help_text=_("As it might be written: “Jane Example”. Case, accents, hyphens and spaces make no difference."),
    )
    restriction = models.ForeignKey(
        Restriction,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="names",
        help_text=_("The order that protects it, if there is one."),
    )
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        # The history and messages of the admin print this.
        return f"Protected name {self.pk}"
