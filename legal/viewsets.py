"""Procedures in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CopyView, EditView, SnippetViewSet

from legal.models import Procedure
from legal.procedure_forms import followers_in_words


def number_of_cases(procedure) -> str:
    """“No case”, “1 case”, “3 cases”."""
    number = procedure.number_of_cases
    return "No case" if number == 0 else "1 case" if number == 1 else f"{number} cases"


class NewVersionView(CopyView):
    """The form of a new version, filled in with all stages and outcomes of another."""

    page_title = _("New version of")

    def get_page_subtitle(self):
        return str(self.get_object())

    def get_initial_form_instance(self):
        # Wagtail's own copy keeps the keys of the inline rows, which the form then does not know.
        copy, _children = self.get_object().copy_cluster(exclude_fields=["version", "valid_from", "valid_to"])
        return copy


class ProcedureEditView(EditView):
    """Says at the top who follows the version, and offers the way to change it all the same."""

    def get_context_data(self, **kwargs):
        followers = followers_in_words(self.object)
        return super().get_context_data(**kwargs) | {"followers": followers, "copy_url": self.get_copy_url()}


class ProcedureViewSet(SnippetViewSet):
    """The ways through courts and regulators, each in its versions."""

    model = Procedure
    icon = "list-ol"
    list_display = [
        "name",
        "version",
        "jurisdiction",
        Column("cases", label=_("Followed by"), accessor=number_of_cases, sort_key="number_of_cases"),
        "valid_from",
        "valid_to",
    ]
    search_fields = ["name", "key", "version", "jurisdiction"]
    search_backend_name = None
    copy_view_class = NewVersionView
    edit_view_class = ProcedureEditView
    edit_template_name = "legal/admin/procedure_edit.html"
    index_results_template_name = "legal/admin/procedure_index_results.html"

    def get_queryset(self, request):
        return Procedure.objects.with_cases_counted().order_by("name", "version")
