"""Wagtail's page of one's own account: what it says of signing in, none of which is changed there, and what it leaves
out."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, BaseSettingsPanel


class SigningInPanel(BaseSettingsPanel):
    name = "signing_in"
    title = _("How you sign in")
    order = 200
    template_name = "accounts/panel.html"
    form_class = forms.Form

    def get_form(self):
        """A form that takes nothing: what is changed here would be changed without asking who it is."""
        return self.form_class()


class OwnAccountView(AccountView):
    """Without a profile picture: it would lie in the public folder as it came, with the name of its file and with
    where it was taken, and nobody but editors is meant to see it."""

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
