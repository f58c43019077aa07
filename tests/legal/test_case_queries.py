"""A case costs as many queries with 500 milestones as with 5, with their documents and what is joined to them."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from benchmarks.fill import fill
from home.structure import build_structure
from legal.models import CaseIdentifier, CasePage, CaseParty, MilestoneDocument, MilestonePage
from press.models import PressArticlePage
from tests.factories import make_document
from timeline.models import EntryRelation

pytestmark = pytest.mark.django_db

FEW, MANY = 5, 500
KINDS, CASES = 3, 2


def addresses(case) -> dict[str, str]:
    """By name: the pages on which the milestones of a case cost something."""
    milestone = MilestonePage.objects.child_of(case).first()
    return {
        "the case": case.get_url(),
        "all cases": "/legal/",
        "a milestone": milestone.get_url(),
        "calendar of the case": f"/calendar/{case.public_record.short_id}.ics",
        "calendar of everything": "/calendar/everything.ics",
    }


def queries_of(client, address) -> int:
    assert client.get(address).status_code == 200, address
    caches["renditions"].clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def furnish(case, document) -> None:
    """Give every milestone of *case* a document and an article about it, and make a third of them hearings."""
    milestones = list(MilestonePage.objects.child_of(case).filter(documents=None))
    MilestoneDocument.objects.bulk_create(
        MilestoneDocument(milestone=one, document=document, may_publish="yes", basis="ours") for one in milestones
    )
    articles = PressArticlePage.objects.filter(relations=None)[: len(milestones)]
    EntryRelation.objects.bulk_create(
        EntryRelation(entry_id=article.pk, to_id=one.pk, word="reports")
        for article, one in zip(articles, milestones, strict=False)
    )
    ids = [one.pk for one in milestones[::3]]
    MilestonePage.objects.filter(pk__in=ids).update(occurrence="scheduled", court="High Court", room="Court 3")


@pytest.fixture(scope="module")
def measured(test_database, django_db_blocker):
    """``{number of milestones: {name: queries}}``, in a transaction that is rolled back."""
    found = {}
    with django_db_blocker.unblock(), transaction.atomic():
        build_structure("The campaign")
        Site.objects.update(hostname="testserver", port=80)
        Site.clear_site_root_paths_cache()
        document = make_document()
        for number, more in ((FEW, FEW), (MANY, MANY - FEW)):
            fill(more * KINDS * CASES)
            case = CasePage.objects.first()
            if number == FEW:
                case.identifiers = [CaseIdentifier(value="CO/8/2018"), CaseIdentifier(value="[2018] EWHC 920 (Admin)")]
                case.parties = [CaseParty(name="Somebody", role="claimant")]
                case.save_revision().publish()
            furnish(case, document)
            found[number] = {name: queries_of(Client(), address) for name, address in addresses(case).items()}
            found[number]["milestones"] = MilestonePage.objects.child_of(case).count()
        transaction.set_rollback(True)
    for cache in caches.all():
        cache.clear()
    return found


@pytest.mark.parametrize(
    "name", ["the case", "all cases", "a milestone", "calendar of the case", "calendar of everything"]
)
def test_case_makes_as_many_queries_with_500_milestones_as_with_5(measured, name):
    assert (measured[FEW]["milestones"], measured[MANY]["milestones"]) == (FEW, MANY)
    assert measured[MANY][name] <= measured[FEW][name]
    assert measured[MANY][name] < 60
