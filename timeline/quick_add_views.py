"""“Quick add”: a short form for whoever has a minute, and a button for the browser that opens it filled in."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from timeline.fields import EntryDateFormField
from timeline.links.typed import without_trackers
from timeline.models import InboxItem
from timeline.own_pages import entries_to_change
from timeline.protected_names import refuse_protected_names
from timeline.quick_add import Given, entries_like, make_draft, quick_kinds

ADDED = "“{title}” is kept as a draft, in the inbox."
#: Opens the form with the address and the title of the page that is being read.
BOOKMARKLET = (
    "javascript:(function(){{window.open('{form}?url='+encodeURIComponent(location.href)"
    "+'&title='+encodeURIComponent(document.title)+'&way=button');}})()"
)


class QuickForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    date = EntryDateFormField(
        label=_("When was it?"), help_text=_("As you would say it: “18 January 2018”, “September 2017”, “1996”.")
    )
    title = forms.CharField(label=_("Title"), max_length=255)
    summary = forms.CharField(
        label=_("One line"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What happened, in a sentence of your own."),
    )
    url = forms.URLField(
        label=_("Where you read it"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text=_("The address of the page."),
    )
    way = forms.ChoiceField(
        choices=InboxItem.Way.choices, required=False, widget=forms.HiddenInput, initial=InboxItem.Way.QUICK
    )
    anyway = forms.BooleanField(
        label=_("It is none of these: add it"), required=False, widget=forms.HiddenInput, initial=False
    )

    def __init__(self, *args, kinds, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.kinds = user, kinds
        self.fields["kind"].choices = [(name, capfirst(one.kind.get_verbose_name())) for name, one in kinds.items()]
        for name, one in kinds.items():
            for own, field in one.fields.items():
                self.fields[own] = field
                # Shown with its kind alone, where the browser knows how to.
                field.widget.attrs["data-only-for"] = name
        self.order_fields(["kind", *self._own_fields(), "date"])
        self.initial.setdefault("kind", next(iter(kinds)))
        #: What may be the same thing and the editor may work on; how many there are besides.
        self.like, self.hidden = [], 0

    def _own_fields(self) -> list[str]:
        """The names of the fields that belong to one kind alone."""
        return [name for one in self.kinds.values() for name in one.fields]

    def clean_way(self):
        return self.cleaned_data["way"] or InboxItem.Way.QUICK

    def clean_title(self):
        title = " ".join(self.cleaned_data["title"].split())
        refuse_protected_names(title)
        return title

    def clean_url(self):
        return without_trackers(self.cleaned_data["url"])

    def clean(self):
        data = super().clean()
        self._find_its_place(data)
        if not self.errors:
            more = {name: data[name] for name in self.kinds[data["kind"]].fields}
            self.given = Given(data["title"], data["date"], data["summary"], data["url"], more)
            like = [] if data["anyway"] else entries_like(self.given)
            mine = set(
                entries_to_change(self.user).filter(pk__in=[one.pk for one in like]).values_list("pk", flat=True)
            )
            self.like = [one for one in like if one.pk in mine]
            self.hidden = len(like) - len(self.like)
            if like:
                self.fields["anyway"].widget = forms.CheckboxInput()
                self.add_error("anyway", _("It may be there already."))
        return data

    def _find_its_place(self, data) -> None:
        """What is asked for one kind is asked of that kind alone."""
        chosen = self.kinds.get(data.get("kind"))
        for name in self._own_fields():
            if chosen is None or name not in chosen.fields:
                self.errors.pop(name, None)
            elif name not in self.errors and not data.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        if chosen is None or any(name in self.errors for name in chosen.fields):
            return
        try:
            self.parent = chosen.kind.quick_parent(chosen.parents, data)
        except forms.ValidationError as error:
            self.add_error(None, error)


class QuickAddView(WagtailAdminTemplateMixin, FormView):
    """The short form. It makes a draft and opens itself again, or the whole form of the draft."""

    form_class = QuickForm
    template_name = "timeline/admin/quick_add.html"
    page_title = _("Quick add")
    header_icon = "plus"

    def dispatch(self, request, *args, **kwargs):
        if not self.kinds:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kinds(self):
        return quick_kinds(self.request.user, Site.find_for_request(self.request))

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kinds": self.kinds, "user": self.request.user}

    def get_initial(self):
        asked = {name: self.request.GET.get(name, "") for name in ("url", "title", "kind", "way")}
        return {name: value[:1000] for name, value in asked.items() if value}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        address, kinds = reverse("timeline_quick_add"), self.kinds.values()
        return context | {
            "action_url": address,
            "media": context["form"].media,
            "like": context["form"].like,
            "hidden": context["form"].hidden,
            "bookmarklet": BOOKMARKLET.format(form=self.request.build_absolute_uri(address)),
            "paste_url": next(filter(None, (one.kind.address_to_paste(self.request.user) for one in kinds)), ""),
            "submit_button_label": _("Keep as a draft"),
        }

    def form_valid(self, form):
        kind, way = self.kinds[form.cleaned_data["kind"]].kind, form.cleaned_data["way"]
        page = make_draft(kind, form.parent, form.given, self.request.user, way)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if "more" in self.request.POST:
            return redirect(edit)
        inbox = reverse("timeline_inbox")
        buttons = [messages.button(edit, _("Go on with it")), messages.button(inbox, _("See the inbox"))]
        messages.success(self.request, ADDED.format(title=page.title), buttons=buttons)
        return redirect("timeline_quick_add")


class QuickAddMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(quick_kinds(request.user, Site.find_for_request(request)))
