"""One switch that stops all publishing, for the hour before a judgment or when something has gone wrong."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

HELD, LET_GO = "timeline.hold", "timeline.let_go"

ON_HOLD = "All publishing is on hold: {why} {then}"
KEPT_AS_DRAFT = "It is kept as a draft until the hold is lifted."


def current_hold():
    """The hold that stands, or ``None``."""
    from timeline.models import PublishingHold

    return PublishingHold.objects.filter(lifted_at=None).select_related("begun_by").first()


@transaction.atomic
def hold_everything(*, user, why: str):
    """Begin a hold. If one stands already, that one goes on."""
    from timeline.models import PublishingHold

    hold = current_hold()
    if hold:
        return hold
    try:
        with transaction.atomic():
            hold = PublishingHold.objects.create(begun_by=user, why=why)
    except IntegrityError:
        # Somebody else has pressed it in the same moment.
        return current_hold()
    log(hold, HELD, user=user, data={"why": why})
    return hold


@transaction.atomic
def let_go(hold, *, user) -> None:
    """End *hold*. What has come to its hour meanwhile goes out with the next run."""
    hold.lifted_at, hold.lifted_by = timezone.now(), user
    hold.save(update_fields=["lifted_at", "lifted_by"])
    log(hold, LET_GO, user=user)


def words_of(hold, then: str = KEPT_AS_DRAFT) -> str:
    """What an editor is told: that everything is held, why, and what becomes *then* of what they did."""
    why = hold.why.strip()
    return ON_HOLD.format(why=why if why.endswith((".", "!", "?")) else f"{why}.", then=then)
