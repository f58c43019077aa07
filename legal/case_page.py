"""What the pages of a case, and of all cases, show beside the pages themselves."""

from dataclasses import dataclass

from django.db.models import Q, prefetch_related_objects
from wagtail.models import Site

from legal.standing import cases_with_standing, published_milestones, standing_of
from legal.tracker import tracker_of
from timeline.models import EntryRelation, TimelineEntry


def case_context(case, request) -> dict:
    site = Site.find_for_request(request)
    milestones = case.fetched_milestones = published_milestones(case)
    prefetch_related_objects(milestones, "documents__document")
    standing = standing_of(milestones)
    return {
        "milestones": milestones,
        "standing": standing,
        "tracker": tracker_of(list(case.procedure.stages.order_by("sort_order")), milestones, standing),
        "identifiers": list(case.identifiers.all()),
        "linked_cases": linked_cases(case, site),
        "about_by_kind": by_kind(entries_about(milestones, site)),
        "site_root_url": site.root_url,
    }


def index_context(index) -> dict:
    return {"cases": cases_with_standing(index)}


def linked_cases(case, site) -> list[tuple[str, object]]:
    """The published cases joined to *case* from either end, each with the word for it."""
    from legal.models import CaseLink, CasePage

    words = {row.to_id: row.get_word_display() for row in case.links.all()}
    for row in CaseLink.objects.filter(to_id=case.pk):
        words.setdefault(row.case_id, CaseLink.BACKWARDS[row.word])
    found = CasePage.objects.published().of_site(site).filter(pk__in=words).order_by("path")
    return [(words[one.pk], one) for one in found]


@dataclass(frozen=True)
class EntryAbout:
    """An entry from elsewhere in the story that is joined to milestones of a case, with the word and the
    milestone of each joint."""

    entry: object
    joined: list


def entries_about(milestones, site) -> list[EntryAbout]:
    """The published entries outside the case that are joined to *milestones*, in story order."""
    ours = {one.pk: one for one in milestones}
    joints = {}
    for row in EntryRelation.objects.filter(Q(entry_id__in=ours) | Q(to_id__in=ours)).order_by("sort_order", "pk"):
        # The word is said from the other entry's end: “reports” the milestone.
        mine, other, word = row.to_id, row.entry_id, row.get_word_display()
        if mine not in ours:
            mine, other, word = row.entry_id, row.to_id, EntryRelation.BACKWARDS[row.word]
        if other not in ours:
            joints.setdefault(other, []).append((word, ours[mine]))
    entries = TimelineEntry.objects.published().of_site(site).filter(pk__in=joints).chronological().for_cards()
    return [EntryAbout(one, joints[one.pk]) for one in entries]


def by_kind(rows) -> list[tuple[str, list[EntryAbout]]]:
    """*rows* under the words for their kinds, each kind in the order that they came."""
    kinds = {}
    for row in rows:
        kinds.setdefault(row.entry.kind_label_plural, []).append(row)
    return sorted(kinds.items(), key=lambda item: item[0])
