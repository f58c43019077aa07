"""Two outlets that turn out to be one: merging the one into the other, and what stands against it."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max, Min
from django.db.models.functions import Coalesce
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backends

from press.models import Outlet, OutletName, PressArticlePage
from timeline.links.addresses import bare_host

MERGED, RECEIVED = "press.outlet.merged", "press.outlet.received"
ITSELF = "This is the same outlet. Choose the one that it is to be merged into."
NO_MORE = "One of the two outlets is no longer there. Look at the list of outlets."
#: Articles that are written to the search index at once.
BATCH = 500


class MergeError(Exception):
    """Two outlets cannot be merged. Its message is for the editor."""


@dataclass(frozen=True)
class Belongings:
    """What goes over to another outlet when one is merged into it."""

    articles: int
    hosts: tuple[str, ...]
    former_names: tuple[str, ...]

    @classmethod
    def of(cls, outlet) -> "Belongings":
        return cls(
            outlet.articles.count(),
            tuple(row.host for row in outlet.hosts.all()),
            tuple(row.name for row in outlet.former_names.all()),
        )

    @property
    def articles_in_words(self) -> str:
        return "no article" if not self.articles else "1 article" if self.articles == 1 else f"{self.articles} articles"


def years_of_articles(outlet) -> tuple[str, str]:
    """The years of its first and its last article, each as text; empty where there is none."""
    ends = outlet.articles.order_by().aggregate(
        first=Min(Coalesce("earliest", "latest")), last=Max(Coalesce("earliest", "latest"))
    )
    return (str(ends["first"].year), str(ends["last"].year)) if ends["first"] else ("", "")


def merged_already(outlet) -> str:
    """What an editor is told who asks for an outlet that was merged into another."""
    return f"“{outlet.name}” was merged into “{outlet.standing_for.name}” already."


def refuse(outlet, target) -> None:
    """``MergeError`` if *outlet* cannot be merged into *target*."""
    if outlet.pk == target.pk:
        raise MergeError(ITSELF)
    if outlet.merged_into_id:
        raise MergeError(merged_already(outlet))
    if target.standing_for.pk == outlet.pk:
        raise MergeError(f"{merged_already(target)} They are one outlet.")
    if target.merged_into_id:
        raise MergeError(f"{merged_already(target)} Choose “{target.standing_for.name}”.")


@transaction.atomic
def merge(outlet, target, *, user, used_from=None, used_until=None) -> Belongings:
    """Let *target* have all that *outlet* has, and keep *outlet* as a sign to it.

    Its name becomes a former name of *target* for the time between the dates *used_from* and
    *used_until*. Without either it was another spelling: an article is then printed with the name of
    *target*. All of it is done or, with a ``MergeError``, nothing.
    """
    # Read again under a lock: somebody else may be merging one of them at this moment.
    both = Outlet.objects.select_for_update().filter(pk__in=[outlet.pk, target.pk]).order_by("pk")
    now = {one.pk: one for one in both}
    if outlet.pk not in now or target.pk not in now:
        raise MergeError(NO_MORE)
    outlet, target = now[outlet.pk], now[target.pk]
    refuse(outlet, target)
    moved = Belongings.of(outlet)
    _move_names(outlet, target, used_from, used_until)
    _move_hosts(outlet, target)
    for one in [*outlet.merged.all(), outlet]:
        one.merged_into = target
        one.save(update_fields=["merged_into"])
    _move_articles(outlet, target)
    log(outlet, MERGED, user=user, data={"name": target.name})
    log(target, RECEIVED, user=user, data={"name": outlet.name, "articles": moved.articles_in_words})
    return moved


def _move_names(outlet, target, used_from, used_until) -> None:
    kept = [(row.name, row.used_from, row.used_until) for row in target.former_names.all()]
    place = len(kept)
    rows = list(outlet.former_names.all())
    if (used_from or used_until) and outlet.name != target.name:
        rows.append(OutletName(name=outlet.name, used_from=used_from, used_until=used_until))
    for row in rows:
        if (row.name, row.used_from, row.used_until) in kept:
            row.delete()
            continue
        row.outlet, row.sort_order = target, place
        row.save()
        place += 1


def _move_hosts(outlet, target) -> None:
    """A host that both have, written in two ways, stays as the target has it."""
    kept = {bare_host(row.host) for row in target.hosts.all()}
    place = len(kept)
    for row in outlet.hosts.all():
        if bare_host(row.host) in kept:
            row.delete()
            continue
        row.outlet, row.sort_order = target, place
        row.save()
        place += 1


def _move_articles(outlet, target) -> None:
    """Move the rows, drafts too. Revisions are left alone: an article finds the target when it is saved."""
    keys = list(outlet.articles.order_by().values_list("pk", flat=True))
    outlet.articles.update(outlet=target)
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Outlet), to_object_id=str(outlet.pk), model_path="outlet"
    )
    references.update(to_object_id=str(target.pk))
    # The search index of an article has the name of its outlet.
    for start in range(0, len(keys), BATCH):
        articles = list(target.articles.filter(pk__in=keys[start : start + BATCH]))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(PressArticlePage, articles)


class _MergedFormatter(LogFormatter):
    label = "Merge into another outlet"

    def format_message(self, log_entry):
        return f"Merged into “{log_entry.data['name']}”"


class _ReceivedFormatter(LogFormatter):
    label = "Take in another outlet"

    def format_message(self, log_entry):
        return f"“{log_entry.data['name']}” was merged into this outlet, with {log_entry.data['articles']}"


def register_merge_log_actions(actions) -> None:
    """For the hook ``register_log_actions``."""
    actions.register_action(MERGED)(_MergedFormatter)
    actions.register_action(RECEIVED)(_ReceivedFormatter)
