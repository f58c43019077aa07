"""Small jobs in the press archive, for the desk."""

from django.urls import reverse
from django.utils.translation import ngettext

from press.models import PressArticlePage
from press.reports import ArticlesByThemselves, unjoined
from timeline.jobs import Job, add_job, job_with
from timeline.reports.claims import ClaimsWithoutReply


def articles_by_themselves(entries) -> Job | None:
    return job_with(
        unjoined(entries).order_by("story_order", "pk"),
        lambda number: ngettext(
            "{number} press article is joined to no entry.", "{number} press articles are joined to no entry.", number
        ),
        field="relations",
        all_at=reverse(ArticlesByThemselves.url_name()),
    )


def quotations_without_answer(entries) -> Job | None:
    return job_with(
        entries.filter(PressArticlePage.has_other_claims()).order_by("story_order", "pk"),
        lambda number: ngettext(
            "{number} press article quotes somebody without the other side’s answer.",
            "{number} press articles quote somebody without the other side’s answer.",
            number,
        ),
        field="quotations",
        all_at=f"{reverse(ClaimsWithoutReply.url_name())}?kind={PressArticlePage.kind}",
    )


def offer_jobs() -> None:
    for ask in (articles_by_themselves, quotations_without_answer):
        add_job(ask.__name__, ask)
