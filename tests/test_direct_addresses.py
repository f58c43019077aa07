"""Whoever may not do a thing may not do it by its direct address either, nor by the admin's own API: for each account
every address that changes something of another's, asked and sent, and nothing has changed."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Revision

from press.models import ArticleRights, Capture, PressArchivePage
from tests.canary_states import order_on
from tests.factories import make_article, make_document, make_event, make_image
from timeline.models import (
    CampaignDocument,
    CampaignImage,
    ImageConsent,
    ProtectedName,
    PublicRecord,
    PublishingHold,
    Restriction,
    TimelinePage,
)

pytestmark = pytest.mark.django_db

STRANGER, READER, HELPER, EDITOR, LEGAL = "a stranger", "a reader", "a helper elsewhere", "Editors", "Legal"


@pytest.fixture
def sign_in(client, django_user_model):
    def as_one(who):
        client.raise_request_exception = False
        if who == STRANGER:
            return client
        user = django_user_model.objects.create_user("somebody", "somebody@example.org", "a long password")
        if who == HELPER:
            # Of a room in which nothing of this stands.
            room = TimelinePage.objects.get().get_parent().add_child(instance=TimelinePage(title="Room", slug="room"))
            group = Group.objects.create(name="Helpers")
            group.permissions.add(Permission.objects.get(codename="access_admin"))
            for name in ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page"):
                right = Permission.objects.get(codename=name, content_type__app_label="wagtailcore")
                GroupPagePermission.objects.create(group=group, page=room, permission=right)
            user.groups.add(group)
        elif who != READER:
            user.groups.add(Group.objects.get(name=who))
        client.force_login(user)
        return client

    return as_one


class Things:
    """One of each thing that somebody else has made."""

    def __init__(self):
        self.public, self.draft = make_event(), make_event(live=False)
        self.article = make_article()
        self.draft.save_revision()
        self.revision = Revision.objects.for_instance(self.public).earliest("pk")
        self.image = make_image(recognisable="child")
        ImageConsent.objects.create(image=self.image, who="A parent", evidence="A letter")
        self.document = make_document()
        today = timezone.localdate()
        self.order = order_on(make_event(), made_on=today, review_on=today)
        self.name = ProtectedName.objects.create(name="Jane Example")
        self.capture = Capture.objects.create(page=self.article, state="kept", text="zkcaptured")

    def of_pages(self) -> list[str]:
        public, draft, revision = self.public.pk, self.draft.pk, self.revision.pk
        named = {name: [public] for name in ("delete", "unpublish", "lock", "unlock", "convert_alias", "set_privacy")}
        named |= {"copy": [public], "move": [public], "revisions_revert": [public, revision]}
        named |= {"move_confirm": [public, PressArchivePage.objects.get().pk], "edit": [draft]}
        bulk = ("delete", "publish", "unpublish", "move", "add_topics", "add_subjects")
        return [
            *(reverse(f"wagtailadmin_pages:{name}", args=args) for name, args in named.items()),
            *(f"/admin/bulk/wagtailcore/page/{action}/?id={public}&id={draft}" for action in bulk),
            *(f"/admin/api/main/pages/{public}/action/{name}/" for name in ("delete", "unpublish", "move", "copy")),
            f"/admin/api/main/pages/{draft}/action/publish/",
            f"/admin/api/main/pages/{public}/action/revert_to_page_revision/",
            reverse("timeline_withdraw", args=[public]),
            reverse("timeline_merge", args=[public]),
            reverse("press_rights", args=[self.article.pk]),
        ]

    def of_files(self) -> list[str]:
        image, document = self.image.pk, self.document.pk
        return [
            *(f"/admin/images/{image}/", f"/admin/images/{image}/delete/", f"/admin/images/multiple/{image}/"),
            *(f"/admin/documents/edit/{document}/", f"/admin/documents/delete/{document}/"),
            *(f"/admin/bulk/timeline/campaignimage/delete/?id={image}", f"/admin/images/multiple/{image}/delete/"),
            f"/admin/bulk/timeline/campaigndocument/delete/?id={document}",
        ]

    def of_the_law(self) -> list[str]:
        return [
            reverse("restrictions:lift", args=[self.order.pk]),
            reverse("protected_names:index"),
            reverse("protected_names:edit", args=[self.name.pk]),
            reverse("protected_names:delete", args=[self.name.pk]),
            reverse("protected_names:report"),
        ]

    def for_editors_alone(self) -> list[str]:
        return [
            *(f"/admin/pages/{self.draft.pk}/{view}/" for view in ("edit", "view_draft", "history", "usage")),
            *(f"/admin/pages/{self.public.pk}/{view}/" for view in ("edit", "history", "workflow_history")),
            f"/admin/pages/{self.public.pk}/revisions/{self.revision.pk}/view/",
            *(f"/admin/press/captures/{self.capture.pk}/{view}" for view in ("", "text/", "warc/")),
            *("/admin/restrictions/", "/admin/restrictions/new/", f"/admin/restrictions/edit/{self.order.pk}/"),
            *("/admin/timeline/hold/", "/admin/timeline/import/"),
            f"/admin/api/main/pages/{self.draft.pk}/",
        ]

    def count(self) -> dict:
        """All that a refused change would have changed."""
        rows = Page.objects.order_by("pk").values_list("pk", "path", "title", "live", "locked", "latest_revision_id")
        records = PublicRecord.objects.order_by("pk")
        return {
            "pages": list(rows),
            "private": PageViewRestriction.objects.count(),
            "withdrawn": list(records.values_list("withdrawn_at", flat=True)),
            "orders": list(Restriction.objects.values_list("pk", "lifted_at")),
            "names": list(ProtectedName.objects.values_list("name", flat=True)),
            "pictures": list(CampaignImage.objects.values_list("pk", "title")),
            "documents": list(CampaignDocument.objects.values_list("pk", "may_be_published")),
            "consents": list(ImageConsent.objects.values_list("who", flat=True)),
            "rights": ArticleRights.objects.count(),
            "holds": PublishingHold.objects.count(),
        }


#: What is sent: enough for a form without questions, and the answers to some with.
SENT = {
    "title": "Changed by another",
    "restriction_type": "login",
    "why": "Because",
    "next": "/admin/",
    "may_be_published": "yes",
    "consent_who": "Nobody",
    "lifted_why": "Because",
    "name": "Another name",
    "new_title": "A copy",
    "new_slug": "a-copy",
    "destination_page_id": "2",
    "state": "own-work",
    "slug": "other",
}


#: Wagtail opens these to everybody in the admin, says that one may not, and does nothing.
ASK_FIRST = "/admin/bulk/"


@pytest.mark.parametrize(
    ("who", "which"),
    [
        *((who, ("of_pages", "of_files", "of_the_law", "for_editors_alone")) for who in (STRANGER, READER, HELPER)),
        (LEGAL, ("of_files",)),
        (EDITOR, ("of_the_law",)),
    ],
)
def test_direct_address_is_refused(front_page, sign_in, who, which):
    things = Things()
    client = sign_in(who)
    before = things.count()
    for address in [address for name in which for address in getattr(things, name)()]:
        asks = address.startswith(ASK_FIRST) or address.endswith("/confirm/")
        for answer in (client.get(address), client.post(address, SENT)):
            if asks and answer.status_code == 200:
                continue
            assert answer.status_code in (302, 403, 404, 405), f"{address}: {answer.status_code}"
            # A refusal leads to the sign-in form or to the dashboard, and never on.
            leads = answer.get("Location", "/admin/").partition("?")[0]
            assert leads in ("/admin/", "/admin/login/"), f"{address}: {leads}"
            assert b"zkcaptured" not in answer.getvalue()
    assert things.count() == before


#: An editor may copy, may change a draft, and may delete one.
OF_EDITORS = ("/copy/", "/edit/", "/page/delete/")


def test_editor_changes_nothing_that_is_out_by_any_direct_address(front_page, sign_in):
    """Dialogues may open for them. What is public stays as it is, and no draft goes out."""
    things = Things()
    client = sign_in(EDITOR)
    before = things.count()
    allowed = [one for one in things.of_pages() if not any(part in one for part in OF_EDITORS)]
    for address in (*allowed, f"/admin/bulk/wagtailcore/page/delete/?id={things.public.pk}"):
        client.get(address)
        client.post(address, SENT)
    after = things.count()
    newest = {row[0]: row[-1] for row in before["pages"]}
    # Topics may be added to a draft.
    assert [(*row[:-1], newest[row[0]]) for row in after.pop("pages")] == before.pop("pages")
    assert after == before
