"""What of the demo an editor's own work stands on."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, Revision

from home.demo.noting import Thing
from home.models import CampaignSettings
from press.models import Outlet
from timeline.models import CampaignImage, SubjectPage, TimelineEntry, Topic
from timeline.querysets import GatedPageQuerySet

#: What uses and is used, as Wagtail's index has it. Anything else that names a page (its record, its rights, the log of
#: a file that was brought in) goes with it or does without.
KINDS = (Page, Outlet, CampaignImage, Topic)
#: The things that hang on an entry in tables of their own: Wagtail's index does not follow those.
JOINED = {"topics": None, "subjects": Page}


class Uses:
    """Who uses which of *things*: as it is published, and as the newest draft has it."""

    def __init__(self, things: set[Thing]):
        self.things = things
        #: By the thing that is used, those that use it.
        self.by_used: dict[Thing, set[Thing]] = defaultdict(set)
        self._kinds = {ContentType.objects.get_for_model(kind).pk: kind for kind in KINDS}
        self._read_index()
        self._read_joined()
        self._read_what_is_not_indexed()
        self._read_drafts()

    def _note(self, used: Thing, user: Thing) -> None:
        if used in self.things and used != user:
            self.by_used[used].add(user)

    def _read_index(self) -> None:
        columns = "base_content_type_id", "object_id", "to_content_type_id", "to_object_id"
        rows = ReferenceIndex.objects.filter(base_content_type__in=self._kinds, to_content_type__in=self._kinds)
        for base, key, to, to_key in rows.values_list(*columns):
            self._note((self._kinds[to], int(to_key)), (self._kinds[base], int(key)))

    def _read_joined(self) -> None:
        for name, kind in JOINED.items():
            field = TimelineEntry._meta.get_field(name)
            through, column = field.remote_field.through, field.m2m_reverse_field_name()
            kind = kind or field.related_model
            for entry, key in through.objects.values_list(f"{field.m2m_field_name()}_id", f"{column}_id"):
                self._note((kind, key), (Page, entry))

    def _read_what_is_not_indexed(self) -> None:
        for key, page in Redirect.objects.exclude(redirect_page=None).values_list("pk", "redirect_page_id"):
            self._note((Page, page), (Redirect, key))
        for key, mark in CampaignSettings.objects.exclude(mark=None).values_list("pk", "mark_id"):
            self._note((CampaignImage, mark), (CampaignSettings, key))

    def _read_drafts(self) -> None:
        """What waits in revisions, the newest and those with an hour, is in no index."""
        waiting = GatedPageQuerySet(model=Page).filter(has_unpublished_changes=True).order_by()
        newest = Q(pk__in=waiting.values("latest_revision"))
        for revision in Revision.page_revisions.filter(newest | Q(approved_go_live_at__isnull=False)).iterator(100):
            draft = revision.as_object()
            for content_type, key, *_path in ReferenceIndex._extract_references_from_object(draft):
                if content_type in self._kinds:
                    self._note((self._kinds[content_type], int(key)), (Page, draft.pk))
            for name, kind in JOINED.items():
                for one in getattr(draft, name).all() if hasattr(draft, name) else ():
                    self._note((kind or type(one), one.pk), (Page, draft.pk))


def is_part(thing: Thing, subjects: set[int]) -> bool:
    """Whether a page would be less of itself without *thing*: its topics, outlet and picture, and the people and
    bodies (*subjects*, by their keys) that it is about. Other entries stand beside it."""
    kind, key = thing
    return kind is not Page or key in subjects


def keys_of_subjects() -> set[int]:
    return set(GatedPageQuerySet(model=SubjectPage).order_by().values_list("pk", flat=True))
