"""The page that asks which entry stays, shows both side by side, and then lets the other go."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from timeline.choosing_entry import CannotStayError, EntryThatStaysForm


class EntryThatStaysView(WagtailAdminTemplateMixin, TemplateView):
    """Asked with GET, it chooses and shows; sent with POST, it does it. What stands against an entry is said beside the
    field, whenever it is found out."""

    #: What the field is called.
    choice_label = ""

    @property
    def goes(self):
        """The entry that goes."""
        raise NotImplementedError

    def kinds(self) -> list[type]:
        """The kinds of entry that may stay."""
        raise NotImplementedError

    def refuse(self, stays) -> None:
        """``CannotStayError`` if anything stands against *stays*."""
        raise NotImplementedError

    def both(self, stays) -> dict:
        """What the template shows of the two."""
        raise NotImplementedError

    def let_go(self, stays):
        """Do it, say so, and return the address to go on at. With ``CannotStayError`` nothing is done."""
        raise NotImplementedError

    @cached_property
    def form(self):
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        given = given if "into" in given else None
        return EntryThatStaysForm(given, user=self.request.user, kinds=self.kinds(), label=self.choice_label)

    @cached_property
    def chosen(self):
        """The entry that was chosen, whether or not it may stay."""
        is_good = self.form.is_bound and self.form.is_valid()
        return self.form.cleaned_data["into"].specific if is_good else None

    @cached_property
    def stays(self):
        """The entry that stays, if it was chosen and nothing stands against it."""
        if self.chosen is None:
            return None
        try:
            self.refuse(self.chosen)
        except CannotStayError as error:
            self._say(error)
            return None
        return self.chosen

    def _say(self, error: CannotStayError) -> None:
        words = str(error)
        if error.look_at:
            address = reverse("wagtailadmin_pages:edit", args=[error.look_at.pk])
            words = format_html('{} <a href="{}">{}</a>', words, address, _("Open its draft"))
        self.form.add_error("into", words)

    def get_page_subtitle(self):
        return self.goes.get_admin_display_title()

    def get_context_data(self, **kwargs):
        # First: it may give the form an error.
        stays = self.stays
        return super().get_context_data(
            goes=self.goes,
            stays=stays,
            **(self.both(stays) if stays else {}),
            form=self.form,
            media=self.form.media,
            action_url=self.request.path,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if self.stays is None:
            return self.get(request, *args, **kwargs)
        try:
            address = self.let_go(self.stays)
        except CannotStayError as error:
            self._say(error)
            self.stays = None
            return self.get(request, *args, **kwargs)
        return redirect(address)
