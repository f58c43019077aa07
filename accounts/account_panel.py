"""What Wagtail's page of one's own account says of signing in: nothing of it is changed there."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel


class SigningInPanel(BaseSettingsPanel):
    name = "signing_in"
    title = _("E-mail address, password and second step")
    order = 200
    template_name = "accounts/panel.html"
    form_class = forms.Form

    def get_form(self):
        """A form that takes nothing: what is changed here would be changed without asking who it is."""
        return self.form_class()
