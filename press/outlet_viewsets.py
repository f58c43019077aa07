"""Outlets in the admin: the list, the chooser and the form."""

from django.db.models import Count
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from press.models import Outlet
from press.outlet_views import OutletDeleteView, OutletEditView, OutletMergeView

FORMER_NAMES = (
    "An article is printed with the name that its outlet had when it came out. For another spelling of today's name "
    "there is no need to add it here."
)
HOSTS = (
    "Where it publishes or has published. A pasted address on one of them is known as an article of this outlet, "
    "and as the same article on all of them."
)


class _CurrentOutletsMixin:
    """Only those that were not merged into another."""

    def get_object_list(self):
        return Outlet.objects.current()


class ChooseOutletView(_CurrentOutletsMixin, ChooseView):
    pass


class ChooseOutletResultsView(_CurrentOutletsMixin, ChooseResultsView):
    pass


class OutletChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseOutletView
    choose_results_view_class = ChooseOutletResultsView


class OutletViewSet(SnippetViewSet):
    """Who publishes: papers, broadcasters, blogs."""

    model = Outlet
    icon = "globe"
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "place",
        "group",
        Column("number_of_articles", label=_("Articles"), sort_key="number_of_articles"),
    ]
    list_filter = ["kind"]
    search_fields = ["name", "place", "group"]
    search_backend_name = None
    # Two outlets never have one name.
    copy_view_enabled = False
    edit_view_class = OutletEditView
    delete_view_class = OutletDeleteView
    chooser_viewset_class = OutletChooserViewSet
    index_results_template_name = "press/admin/outlet_index_results.html"
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("group"), FieldPanel("url")]),
            ],
            heading=_("The outlet"),
        ),
        InlinePanel(
            "former_names",
            heading=_("Former names"),
            label=_("Former name"),
            help_text=FORMER_NAMES,
            panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("used_from"), FieldPanel("used_until")])],
        ),
        InlinePanel("hosts", heading=_("Hosts"), label=_("Host"), help_text=HOSTS, panels=[FieldPanel("host")]),
    ]

    def get_queryset(self, request):
        return Outlet.objects.current().annotate(number_of_articles=Count("articles"))

    @property
    def merge_view(self):
        return self.construct_view(OutletMergeView, header_icon="resubmit")

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", self.merge_view, name="merge")]


outlets = OutletViewSet()
