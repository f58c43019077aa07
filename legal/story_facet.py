"""The story narrowed to a case: its milestones, and what is joined to them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from legal.models import CasePage, MilestonePage
from timeline.facets import Chosen, StoryFacet
from timeline.models import EntryRelation


class CaseFacet(StoryFacet):
    """The milestones of a published case, and the entries that are joined to one of them from either end."""

    name = "case"
    label = _("Case")
    unknown = _("There is no such case here.")

    def find(self, value, site):
        case = self._cases(site).filter(slug=value).first()
        return case and Chosen(case.slug, case.title, condition_of(case, site), case)

    def counted(self, entries, site):
        cases = list(self._cases(site))
        if not cases:
            return []
        shown = set(entries.order_by().values_list("pk", flat=True))
        members = entries_of_cases(cases, site)
        counted = [(case.slug, case.title, len(members[case.pk] & shown)) for case in cases]
        return [row for row in counted if row[2]]

    @staticmethod
    def _cases(site):
        return CasePage.objects.published().of_site(site).order_by("path")


def condition_of(case, site) -> Q:
    """The entries that belong to *case*, which readers may see."""
    return Q(pk__in=entries_of_cases([case], site)[case.pk])


def entries_of_cases(cases, site) -> dict[int, set[int]]:
    """For the key of each of *cases*, the keys of its published milestones and of the entries that are joined to
    those, whether those are published or not: two queries."""
    members = {case.pk: set() for case in cases}
    by_path = {case.path: case.pk for case in cases}
    length = len(cases[0].path)
    milestones = MilestonePage.objects.published().of_site(site).order_by()
    case_of = {}
    for key, path in milestones.values_list("pk", "path"):
        if path[:length] in by_path:
            case_of[key] = by_path[path[:length]]
            members[case_of[key]].add(key)
    keys = milestones.values("pk")
    for entry, to in EntryRelation.objects.filter(Q(entry__in=keys) | Q(to__in=keys)).values_list("entry", "to"):
        for one, other in ((entry, to), (to, entry)):
            if one in case_of:
                members[case_of[one]].add(other)
    return members
