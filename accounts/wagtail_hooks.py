from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from accounts.account_panel import SigningInPanel
from accounts.asking_again import ask_before_many
from accounts.sign_in_log import ACTIONS


@hooks.register("register_log_actions")
def sign_in_log_actions(actions):
    for action in ACTIONS:
        actions.register_action(*action)


hooks.register("register_account_settings_panel", SigningInPanel)
hooks.register("before_bulk_action", ask_before_many)


@hooks.register("register_account_menu_item")
def way_to_signing_in(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Signing in"),
        "help_text": _(
            "Change the password or the e-mail address, set up or remove the second step, make new recovery codes, "
            "sign out everywhere else."
        ),
    }


@hooks.register("register_user_listing_buttons")
def take_away_a_lost_second_step(user, request_user):
    if request_user.is_superuser and user.pk != request_user.pk:
        yield Button(
            _("Take away the second step"),
            url=reverse("accounts_take_away", args=[user.pk]),
            icon_name="lock-open",
            priority=40,
        )
