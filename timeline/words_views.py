"""Mending what readers were told: the words of a correction or update, and those of a digest that was sent.

Nobody is told of it again. Feed readers that have the old words may keep them.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from timeline.digest_views import may_send
from timeline.models import ChangeNote, Digest

MENDED = "Mended. Copies in feed readers may keep the old words."
TAKEN_OUT = "Taken out: it is on no page and in no feed any more. Copies in feed readers may stay."
WORDS_CHANGED = "timeline.words"


class ChangeNoteForm(WagtailAdminModelForm):
    class Meta:
        model = ChangeNote
        fields = ["words"]


class DigestWordsForm(WagtailAdminModelForm):
    class Meta:
        model = Digest
        fields = ["title", "introduction"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True


class WordsView(WagtailAdminTemplateMixin, FormView):
    """The words of one thing that was told, for who may publish it."""

    template_name = "timeline/admin/words.html"
    page_title = _("What readers were told")
    header_icon = "edit"

    def dispatch(self, request, *args, **kwargs):
        if not self.may_mend():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.thing}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "action_url": self.request.path,
            "media": context["form"].media,
            "submit_button_label": "Mend it",
            "submit_button_active_label": "Saving…",
            "can_be_taken_out": isinstance(self.thing, ChangeNote),
        }

    def form_valid(self, form):
        form.save()
        self.record()
        messages.success(self.request, MENDED)
        return redirect(self.get_success_url())

    def record(self):
        """Keep in a page's history that its words were mended, and not the words."""


class ChangeWordsView(WordsView):
    form_class = ChangeNoteForm

    @cached_property
    def thing(self):
        return get_object_or_404(ChangeNote, pk=self.kwargs["pk"], told_at__isnull=False)

    def may_mend(self) -> bool:
        return self.thing.page.permissions_for_user(self.request.user).can_publish()

    def get_page_subtitle(self):
        return self.thing.page.get_admin_display_title()

    def get_success_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.thing.page_id])

    def post(self, request, *args, **kwargs):
        if "take-out" in request.POST:
            self.record()
            address = self.get_success_url()
            self.thing.delete()
            messages.success(request, TAKEN_OUT)
            return redirect(address)
        return super().post(request, *args, **kwargs)

    def record(self):
        log(self.thing.page, WORDS_CHANGED, user=self.request.user, data={"kind": self.thing.get_kind_display()})


class SentDigestView(WordsView):
    form_class = DigestWordsForm

    @cached_property
    def thing(self):
        return get_object_or_404(Digest, pk=self.kwargs["pk"], sent_at__isnull=False, site__isnull=False)

    def may_mend(self) -> bool:
        return may_send(self.request.user, self.thing.site)

    def get_page_subtitle(self):
        return "A digest"

    def get_success_url(self):
        return f"{reverse('timeline_digest')}?site={self.thing.site_id}"
