"""The states in which a page must not get out: each is a function that plants one."""

import datetime

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from legal.models import LegalIndexPage
from tests.canaries import KINDS, Planted, add_page, add_room, fill, remember, words_of
from tests.canary_ground import Ground
from tests.factories import indexed_once, publish, read_by_a_lawyer
from tests.tokens import token_of
from timeline.models import PublicRecord, Restriction
from timeline.restrictions import lift

RECORDED_KINDS = ("event", "press", "milestone", "hearing", "case")
#: A chapter is refused an alias beside it: two of a story would cover the same time.
COPIED_KINDS = tuple(kind for kind in KINDS if kind != "chapter")
STATES = {}


def state(name: str, kinds=KINDS):
    def keep(plant):
        STATES[name] = (plant, kinds)
        return plant

    return keep


def tomorrow():
    return timezone.now() + datetime.timedelta(days=1)


def yesterday():
    return timezone.now() - datetime.timedelta(days=1)


def change(page, **values):
    """By the clock alone, or by code: no revision, no signal."""
    Page.objects.filter(pk=page.pk).update(**values)


def restrict(page, kind=PageViewRestriction.LOGIN, **given):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **given)


def live(ground, planted, **given):
    """Events go out as an editor publishes them; the other kinds as code makes them, which is quicker."""
    if planted.kind == "event":
        return publish(add_page(ground, planted, **given))
    page = add_page(ground, planted, live=True, **given)
    PublicRecord.objects.filter(page_id=page.pk).update(announced_at=yesterday())
    return page


@state("draft")
def _(ground, planted):
    add_page(ground, planted).save_revision()


@state("scheduled by an editor")
def _(ground, planted):
    add_page(ground, planted, go_live_at=tomorrow()).save_revision().publish()


@state("live ahead of its time")
def _(ground, planted):
    add_page(ground, planted, live=True, go_live_at=tomorrow())


@state("expired, and no command has run")
def _(ground, planted):
    change(live(ground, planted), expire_at=yesterday())


@state("unpublished")
def _(ground, planted):
    live(ground, planted).unpublish()


@state("deleted")
def _(ground, planted):
    live(ground, planted)
    Page.objects.get(pk=planted.page.pk).delete()
    planted.page.pk = None


@state("private: sign in")
def _(ground, planted):
    restrict(live(ground, planted))


@state("private: a group")
def _(ground, planted):
    group, _made = Group.objects.get_or_create(name="Trustees")
    restrict(live(ground, planted), PageViewRestriction.GROUPS).groups.add(group)


@state("private: a password")
def _(ground, planted):
    restrict(live(ground, planted), PageViewRestriction.PASSWORD, password="a shared word")


@state("under a private page")
def _(ground, planted):
    room = add_room(ground, planted)
    restrict(room)
    live(ground, planted, parent=room)


@state("two below a private page", kinds=("milestone", "hearing", "standing"))
def _(ground, planted):
    if planted.kind == "standing":
        top = add_room(ground, planted, slug=f"{planted.token}top")
    else:
        values = {"title": f"Canary {planted.token}toptitle", "slug": f"{planted.token}toproom"}
        top = ground.site.root_page.specific.add_child(instance=LegalIndexPage(**values))
    restrict(top)
    live(ground, planted, parent=add_room(ground, planted, parent=top))


@state("moved under a private page")
def _(ground, planted):
    room = add_room(ground, planted)
    restrict(room)
    page = live(ground, planted)
    page.move(room, pos="last-child")
    page.refresh_from_db()
    remember(planted, page)


@state("under a draft")
def _(ground, planted):
    live(ground, planted, parent=add_room(ground, planted, live=False))


@state("under an unpublished page")
def _(ground, planted):
    room = add_room(ground, planted)
    live(ground, planted, parent=room)
    room.refresh_from_db()
    room.unpublish()


@state("under an expired page")
def _(ground, planted):
    live(ground, planted, parent=add_room(ground, planted, expire_at=yesterday()))


@state("under a page ahead of its time")
def _(ground, planted):
    live(ground, planted, parent=add_room(ground, planted, go_live_at=tomorrow()))


@state("alias of a public page", kinds=COPIED_KINDS)
def _(ground, planted):
    source = ground.twins[planted.kind].page.specific
    source.refresh_from_db()
    remember(planted, source.create_alias(update_slug=f"{planted.token}slug"))


@state("alias from before its source was private", kinds=COPIED_KINDS)
def _(ground, planted):
    source = live(ground, planted)
    remember(planted, source.create_alias(update_slug=f"{planted.token}alias"))
    restrict(source)


@state("under an alias from before its source was private")
def _(ground, planted):
    room = add_room(ground, planted)
    alias = room.create_alias(update_slug=f"{planted.token}aliasroom")
    restrict(room)
    live(ground, planted, parent=alias)


@state("newer draft of a public page")
def _(ground, planted):
    # Not the twin's own object: by its words the surfaces are asked, before and after.
    page = Page.objects.get(pk=ground.twins[planted.kind].page.pk).specific
    public_address = page.get_url()
    fill(page, words_of(ground, planted)).save_revision()
    planted.page = page
    planted.addresses = [public_address.replace(f"twin{planted.kind}slug", f"{planted.token}slug")]


def order_on(page, **given):
    """A court's order that closes *page*."""
    today = timezone.localdate()
    values = {"made_on": today, "review_on": today, "scope": "The name of a child.", **given}
    return Restriction.objects.create(page_id=page.pk, **values)


@state("restricted")
def _(ground, planted):
    order_on(live(ground, planted))


@state("under a restricted page")
def _(ground, planted):
    room = add_room(ground, planted)
    live(ground, planted, parent=room)
    order_on(room)


@state("restricted by two orders, of which one is lifted")
def _(ground, planted):
    page = live(ground, planted)
    lift(order_on(page), user=None, why="It was made twice.")
    order_on(page, kind=Restriction.Kind.REPORTING)


@state("restricted, and the order on another page lifted")
def _(ground, planted):
    page = live(ground, planted)
    order_on(page)
    lift(order_on(ground.twins[planted.kind].page), user=None, why="The court discharged it.")


@state("restricted, and a schedule that was approved earlier came due")
def _(ground, planted):
    page = publish(live(ground, planted))
    revision = page.save_revision()
    revision.approved_go_live_at = yesterday()
    revision.save(update_fields=["approved_go_live_at"])
    order_on(page)
    # What the command does with each that is due. The command itself would take back the expired canaries.
    read_by_a_lawyer(revision)
    revision.publish(log_action="wagtail.publish.scheduled")
    page.refresh_from_db()
    assert page.live
    assert page.live_revision_id == revision.pk


@state("restricted, and then published again from an old revision")
def _(ground, planted):
    page = publish(live(ground, planted))
    revision = page.latest_revision
    order_on(page)
    # An old revision has the word that it was given when it was the newest.
    read_by_a_lawyer(revision)
    publish(page)
    revision.publish()


@state("restricted, taken back, and published again")
def _(ground, planted):
    page = live(ground, planted)
    order_on(page)
    page.unpublish()
    publish(page)


@state("withdrawn", kinds=RECORDED_KINDS)
def _(ground, planted):
    PublicRecord.objects.filter(page_id=live(ground, planted).pk).update(withdrawn_at=timezone.now())


#: The states of pages that readers had: they are told that these are gone, and nothing else.
GONE = {"withdrawn", "deleted"}

#: For each guard of the gate, the state in which it alone holds a page back.
STATE_OF_GUARD = {
    "live": "draft",
    "begun": "live ahead of its time",
    "not expired": "expired, and no command has run",
    "open to all": "private: sign in",
    "under live pages": "under an unpublished page",
    "no alias": "alias from before its source was private",
    "not restricted": "restricted",
    "not withdrawn": "withdrawn",
}

# A hearing is a milestone whose place on the front page and among the cases is another: the guards will do.
CASES = [
    (kind, name)
    for name, (_plant, kinds) in STATES.items()
    for kind in kinds
    if kind != "hearing" or name in STATE_OF_GUARD.values()
]


def plant_canaries(ground: Ground) -> list[Planted]:
    """One canary for each kind in each of its states."""
    canaries = []
    for place, (kind, name) in enumerate(CASES):
        planted = Planted(kind, name, token_of("q", place))
        with indexed_once():
            STATES[name][0](ground, planted)
        canaries.append(planted)
    return canaries
