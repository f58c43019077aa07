"""What several tests of cases and procedures share."""

import pytest

from legal.models import Procedure

#: The whole of judicial review makes a form of two hundred rows, and a test of seconds.
KEPT = ("preparing", "letter-before-claim", "permission", "ended")


@pytest.fixture
def procedure(front_page):
    """Judicial review with four of its stages."""
    procedure = Procedure.objects.get(key="judicial-review-ew")
    procedure.stages.exclude(key__in=KEPT).delete()
    for place, key in enumerate(KEPT):
        procedure.stages.filter(key=key).update(sort_order=place)
    return Procedure.objects.get(pk=procedure.pk)
