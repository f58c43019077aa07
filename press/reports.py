"""What editors look over in the press archive."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from press.models import PressArticlePage
from timeline.entry_filters import KindAndStateFilterSet
from timeline.models import EntryRelation
from timeline.reports.entries import EntryReportView


def unjoined(entries):
    """Those of *entries* that are articles which no other entry is joined to, from either side. A syndicated copy is
    joined to what it is a copy of."""
    relations = EntryRelation.objects.order_by()
    stories = PressArticlePage._base_manager.filter(copy_of=None).order_by().values("pk")
    return entries.filter(
        ~Exists(relations.filter(entry=OuterRef("pk"))), ~Exists(relations.filter(to=OuterRef("pk"))), pk__in=stories
    )


class UnjoinedFilterSet(KindAndStateFilterSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # All of them are articles.
        del self.filters["kind"]


class ArticlesByThemselves(EntryReportView):
    """Articles that are joined to nothing in the story."""

    name = "articles_by_themselves"
    page_title = _("Articles by themselves")
    header_icon = "doc-full-inverse"
    menu_order = 130
    filterset_class = UnjoinedFilterSet
    noted = _("What to do")
    help_text = _(
        "Press articles that no entry is joined to. Say which event or which step of a case each of them reports: "
        "readers then find it there, under “Related entries”. Syndicated copies are not listed."
    )
    nothing = _("Every article is joined to an entry.")

    # All of them are of one kind.
    told_first = Column("outlet_name", label=_("Outlet"))

    def looked_for(self, entries):
        return unjoined(entries)

    def of_note(self, entry):
        return [(_("Say which entry it reports"), "relations")]
