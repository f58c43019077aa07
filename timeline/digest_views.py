"""The digest: the page that tells readers of many entries, and the form that sends it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site
from wagtail.permissions import page_permission_policy

from timeline.announcing import digest_words, entries_of, let_go_quietly, send_digest, waiting_entries
from timeline.models import Digest, TimelineEntry
from timeline.spine import by_year, span

SENT = "The digest is sent: subscribers hear of {number} in one item."
QUIET = "{number} went out quietly: nobody is told."
MANY_WAIT = (
    "So many at once would flood feed readers. {number} of them wait for a digest, which is sent from the dashboard."
)
CHOOSE_SOME = "Tick at least one entry."
CHANGED = "Of these entries, none waits any more. Look at the list again."


def in_words(number: int) -> str:
    return ngettext("{number} entry", "{number} entries", number).format(number=number)


def suggested_title(entries) -> str:
    """“Seven entries from 2012 to 2016 were added”, for the queryset *entries*; empty for none."""
    years, number = span(entries), entries.count()
    if not years:
        return ""
    when = _("{start} to {end}").format(start=years[0], end=years[1]) if years[0] != years[1] else str(years[0])
    phrase = ngettext(
        "{number} entry from {years} was added to the story",
        "{number} entries from {years} were added to the story",
        number,
    )
    return phrase.format(number=number, years=when)


def may_send(user, site) -> bool:
    """Whether *user* may publish something of *site*: a digest tells of what others have published there."""
    publishable = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return publishable.filter(path__startswith=site.root_page.path).exists()


class DigestForm(WagtailAdminModelForm):
    entries = forms.ModelMultipleChoiceField(
        queryset=TimelineEntry.objects.none(),
        label="Entries",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": CHOOSE_SOME, "invalid_choice": CHANGED},
    )

    class Meta:
        model = Digest
        fields = ["title", "introduction"]
        widgets = {"introduction": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True
        field = self.fields["entries"]
        field.queryset = waiting
        field.label_from_instance = lambda entry: f"{entry.when}: {entry.title}"
        self.initial.setdefault("entries", list(waiting.values_list("pk", flat=True)))
        self.initial["title"] = self.instance.title or suggested_title(waiting)


class DigestView(WagtailAdminTemplateMixin, FormView):
    """The digest that waits, with what it would tell of."""

    form_class = DigestForm
    template_name = "timeline/admin/digest.html"
    page_title = "The next digest"
    header_icon = "list-ul"

    def dispatch(self, request, *args, **kwargs):
        if not may_send(request.user, self.site):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def site(self):
        asked = self.request.GET.get("site", "")
        sites = Site.objects.select_related("root_page")
        chosen = sites.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() else None
        site = chosen or Site.find_for_request(self.request) or sites.first()
        if site is None:
            raise Http404
        return site

    @cached_property
    def waiting(self):
        return waiting_entries(self.site)

    def get_form_kwargs(self):
        # Made with the first entry that waits for it, and not by looking.
        digest = Digest.objects.filter(site=self.site, sent_at=None).first() or Digest(site=self.site)
        return super().get_form_kwargs() | {"instance": digest, "waiting": self.waiting}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "waits": self.waiting.exists(),
            "action_url": f"{reverse('timeline_digest')}?site={self.site.pk}",
            "sent": Digest.objects.filter(site=self.site, sent_at__isnull=False)[:10],
            "media": context["form"].media,
        }

    def get_success_url(self):
        return reverse("wagtailadmin_home")

    def post(self, request, *args, **kwargs):
        if "quietly" in request.POST:
            chosen = [int(key) for key in request.POST.getlist("entries") if key.isascii() and key.isdigit()]
            entries = list(self.waiting.filter(pk__in=chosen))
            let_go_quietly(entries)
            messages.success(request, QUIET.format(number=in_words(len(entries)).capitalize()))
            return redirect(self.request.get_full_path())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        entries = list(form.cleaned_data["entries"])
        words = {name: form.cleaned_data[name] for name in ("title", "introduction")}
        try:
            send_digest(form.instance, entries, user=self.request.user, **words)
        except ValueError:
            form.add_error("entries", CHANGED)
            return self.form_invalid(form)
        messages.success(self.request, SENT.format(number=in_words(len(entries))))
        return redirect(self.get_success_url())


@require_safe
def digest_page(request, short_id):
    """``/digests/<10 hex>/``: what a digest told of and is still published. Without any, there is no such page."""
    site = Site.find_for_request(request)
    sent = Digest.objects.filter(site=site, sent_at__isnull=False, **Digest.lookup(short_id))
    told = Count("records", filter=Q(records__announced_at__isnull=False))
    digest = sent.annotate(told=told).first()
    entries = list(entries_of(digest).of_site(site).for_cards()) if digest else []
    if not entries:
        raise Http404
    title, introduction = digest_words(digest, entries, digest.told)
    context = {"digest": digest, "title": title, "introduction": introduction, "listed": by_year(entries)}
    return render(request, "timeline/digest.html", context)
