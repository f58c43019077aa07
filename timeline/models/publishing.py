"""What stands between a draft and its readers: a hold on everything, and the legal reader's word."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

#: What Wagtail calls the action.
APPROVE = "approve"


class PublishingHold(models.Model):
    """A time in which nothing goes out, by whatever way, until somebody lifts it. What is out stays out."""

    began_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.CharField(
        _("why"),
        max_length=300,
        help_text=_("For your colleagues: “The judge reads out the judgment at ten.” Readers never see it."),
    )
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("hold on everything")
        verbose_name_plural = _("holds on everything")
        default_permissions = ("add", "change", "view")
        constraints = [
            models.UniqueConstraint(models.Value(1), condition=Q(lifted_at__isnull=True), name="one_hold_at_a_time")
        ]

    def __str__(self):
        return self.why


class LegalSignOff(models.Model):
    """The word of a legal reader that a page may go out as it then stood. It is bound to what the page said: one
    letter more, and a new one is needed."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="legal_sign_offs")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of what the page said."))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    signed_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("legal sign-off")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["page", "digest"], name="sign_off_of_page")]

    def __str__(self):
        return f"{self.page_id}: {self.signed_at}"


class LegalCheckTask(AbstractGroupApprovalTask):
    """The step of a workflow in which a legal reader says that the page may go out as it stands."""

    class Meta:
        verbose_name = _("legal check")
        verbose_name_plural = _("legal checks")

    def get_actions(self, obj, user):
        """One way to approve, through the dialogue that says which version it is."""
        others = [action for action in super().get_actions(obj, user) if action[0] != APPROVE]
        return [*others, (APPROVE, _("Approve this version…"), True)] if others else []

    def get_form_for_action(self, action):
        from timeline.legal_forms import SignOffForm

        return SignOffForm if action == APPROVE else super().get_form_for_action(action)

    def get_template_for_action(self, action):
        return "timeline/admin/sign_off.html" if action == APPROVE else super().get_template_for_action(action)

    @transaction.atomic
    def on_action(self, task_state, user, action_name, shown="", **kwargs):
        from timeline.legal_checks import sign_what_was_shown

        if action_name == APPROVE:
            # Ahead of the approval: the last of a workflow's tasks publishes.
            sign_what_was_shown(task_state.workflow_state.content_object, user, shown)
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return _("Members of the chosen groups read the page as lawyers. Their word holds for what it says then.")
