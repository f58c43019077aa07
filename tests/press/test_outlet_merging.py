"""Two outlets that are one: what merging them moves, what it leaves, and what stands against it."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex, Revision
from wagtail.test.utils.form_data import querydict_from_html

from press.models import Outlet, OutletHost, OutletName
from press.outlet_merging import MergeError, merge
from tests.factories import make_article, make_outlet, publish
from tests.outlet_pages import url_of
from timeline.search import ids_of_matches

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(front_page):
    return make_outlet(name="The Evening Post", place="Bucks")


@pytest.fixture
def courier(front_page):
    return make_outlet(name="The Courier")


def merge_page(admin, outlet):
    response = admin.get(url_of("merge", outlet.pk))
    assert response.status_code == 200
    return response.content.decode()


def send_merge(admin, outlet, target, **data):
    return admin.post(url_of("merge", outlet.pk), {"target": target.pk, "used_from": "", "used_until": ""} | data)


def test_page_says_what_merging_does(admin, post, courier):
    make_article(outlet=post, date="2016-05")
    make_article(outlet=post, date="2018", live=False)
    OutletHost.objects.create(outlet=post, host="post.example")
    OutletName.objects.create(outlet=post, name="The Morning Post", used_until="2009")
    assert url_of("merge", post.pk) in admin.get(url_of("edit", post.pk)).content.decode()
    html = merge_page(admin, post)
    for said in ("2 articles", "post.example", "The Morning Post"):
        assert said in html
    data = querydict_from_html(html, form_id="w-editor-form")
    assert (data["used_from"], data["used_until"]) == ("2016", "2018")


def test_merged_outlet_hands_over_all_that_it_has(admin, editor, post, courier):
    live, draft = make_article(outlet=post, date="2016"), make_article(outlet=post, date="2016", live=False)
    OutletHost.objects.create(outlet=courier, host="www.Both.example", sort_order=0)
    for host in ("post.example", "both.example"):
        OutletHost.objects.create(outlet=post, host=host)
    OutletName.objects.create(outlet=post, name="The Morning Post", used_until="2009")
    assert send_merge(admin, post, courier, used_from="2010", used_until="2017").status_code == 302
    for article in (live, draft):
        article.refresh_from_db()
        assert article.outlet == courier
    assert [row.host for row in courier.hosts.all()] == ["www.Both.example", "post.example"]
    assert [row.name for row in courier.former_names.all()] == ["The Morning Post", "The Evening Post"]
    assert live.outlet_name == "The Evening Post"
    post.refresh_from_db()
    assert post.merged_into == courier
    for outlet, words in ((post, "Merged into “The Courier”"), (courier, "“The Evening Post” was merged into this")):
        assert words in admin.get(url_of("history", outlet.pk)).content.decode()


def test_search_and_usage_know_of_the_merge_at_once(admin, editor, post, courier):
    article = make_article(outlet=post)
    assert ids_of_matches(type(article), "Evening") == [article.pk]
    merge(post, courier, user=editor)
    assert ids_of_matches(type(article), "Evening") == []
    assert ids_of_matches(type(article), "Courier") == [article.pk]
    used = ReferenceIndex.get_references_to(courier).filter(model_path="outlet")
    assert [one.object_id for one in used] == [str(article.pk)]
    assert str(article) in admin.get(url_of("usage", courier.pk)).content.decode()


def test_name_that_was_another_spelling_is_no_former_name(editor, post, courier):
    article = make_article(outlet=post)
    merge(post, courier, user=editor)
    article.refresh_from_db()
    assert article.outlet_name == "The Courier"
    assert not courier.former_names.exists()


def test_merged_outlet_is_in_no_list_and_leads_to_the_other(admin, editor, post, courier):
    merge(post, courier, user=editor)
    chooser = Outlet.snippet_viewset.chooser_viewset
    for url in (url_of("list"), *(reverse(chooser.get_url_name(view)) for view in ("choose", "choose_results"))):
        html = admin.get(url).content.decode()
        assert "The Courier" in html, url
        assert "The Evening Post" not in html, url
    for view in ("edit", "merge", "delete"):
        response = admin.get(url_of(view, post.pk), follow=True)
        assert response.redirect_chain == [(url_of("edit", courier.pk), 302)]
        assert "was merged into “The Courier” already" in response.content.decode()


def test_old_revision_finds_the_outlet_when_it_is_published(admin, editor, post, courier):
    article = make_article(outlet=post, title="First")
    old = article.latest_revision
    article.title = "Second"
    publish(article)
    merge(post, courier, user=editor)
    Revision.objects.get(pk=old.pk).publish()
    article.refresh_from_db()
    assert (article.title, article.outlet) == ("First", courier)


def test_scheduled_revision_finds_the_outlet_when_its_time_comes(editor, post, courier):
    article = make_article(outlet=post, live=False)
    article.go_live_at = timezone.now() + datetime.timedelta(days=1)
    article.save_revision(approved_go_live_at=article.go_live_at).publish()
    merge(post, courier, user=editor)
    Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now())
    for revision in Revision.objects.for_instance(article):
        if revision.content["go_live_at"]:
            revision.content["go_live_at"] = timezone.now().isoformat()
            revision.save()
    call_command("publish_scheduled")
    article.refresh_from_db()
    assert (article.live, article.outlet) == (True, courier)


def test_chain_of_merges_leads_to_the_last(editor, post, courier):
    third = make_outlet(name="The Third")
    article = make_article(outlet=post)
    old = article.latest_revision
    merge(post, courier, user=editor)
    merge(courier, third, user=editor)
    Revision.objects.get(pk=old.pk).publish()
    article.refresh_from_db()
    assert article.outlet == third
    assert Outlet.objects.get(pk=post.pk).merged_into == third


def state():
    return (
        list(Outlet.objects.order_by("pk").values_list("pk", "merged_into")),
        list(OutletHost.objects.order_by("pk").values_list("pk", "outlet")),
        list(OutletName.objects.order_by("pk").values_list("pk", "outlet")),
    )


def test_what_cannot_be_merged_is_refused_in_words_and_nothing_is_done(admin, editor, post, courier):
    third = make_outlet(name="The Third")
    OutletHost.objects.create(outlet=courier, host="courier.example")
    merge(third, courier, user=editor)
    before = state()
    tries = [
        (courier, courier.pk, "This is the same outlet."),
        (courier, third.pk, "“The Third” was merged into “The Courier” already. They are one outlet."),
        (post, third.pk, "“The Third” was merged into “The Courier” already. Choose “The Courier”."),
        (post, 999_999, "That outlet is no longer there."),
        (post, "", "This field is required."),
    ]
    for outlet, target, message in tries:
        response = admin.post(url_of("merge", outlet.pk), {"target": target, "used_from": "2015", "used_until": ""})
        assert response.status_code == 200
        (error,) = response.context["form"].errors["target"]
        assert message in error
        assert message in response.content.decode()
    with pytest.raises(MergeError, match="no longer there"):
        merge(Outlet(pk=999_999, name="Gone"), courier, user=editor)
    assert state() == before


def test_period_that_ends_before_it_begins_is_refused(admin, post, courier):
    response = send_merge(admin, post, courier, used_from="2016", used_until="2015")
    assert response.context["form"].errors["used_until"] == ["This is before the name was first used."]
    assert Outlet.objects.current().count() == 2


def test_second_of_two_merges_at_once_is_refused(admin, editor, post, courier):
    third = make_outlet(name="The Third")
    article = make_article(outlet=post)
    stale = Outlet.objects.get(pk=post.pk)
    merge(post, courier, user=editor)
    before = state()
    with pytest.raises(MergeError, match="“The Evening Post” was merged into “The Courier” already"):
        merge(stale, third, user=editor)
    response = admin.post(url_of("merge", post.pk), {"target": third.pk}, follow=True)
    assert "was merged into “The Courier” already" in response.content.decode()
    article.refresh_from_db()
    assert (state(), article.outlet) == (before, courier)


def test_merge_that_breaks_off_leaves_nothing_half_done(editor, post, courier, monkeypatch):
    article = make_article(outlet=post)
    OutletHost.objects.create(outlet=post, host="post.example")
    before = state()

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("press.outlet_merging.get_search_backends", fail)
    with pytest.raises(RuntimeError):
        merge(post, courier, user=editor)
    article.refresh_from_db()
    assert (state(), article.outlet) == (before, post)


@pytest.mark.parametrize(
    ("permissions", "allowed"),
    [(("change", "delete"), True), (("change",), False), (("delete",), False), ((), False)],
)
def test_merging_asks_for_the_permissions_to_change_and_to_delete(
    client, django_user_model, post, courier, permissions, allowed
):
    user = django_user_model.objects.create_user("one", "one@example.org", "a long password")
    names = ["access_admin", *(f"{name}_outlet" for name in permissions)]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    assert (client.get(url_of("merge", post.pk)).status_code == 200) is allowed
    send_merge(client, post, courier)
    assert (Outlet.objects.get(pk=post.pk).merged_into == courier) is allowed


def test_editors_do_not_see_the_button(client, django_user_model, post):
    user = django_user_model.objects.create_user("one", "one@example.org", "a long password")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    assert "Merge into another outlet" not in client.get(url_of("edit", post.pk)).content.decode()


def test_outlet_in_use_is_not_deleted(admin, editor, post, courier):
    free = make_outlet(name="Free")
    make_article(outlet=post)
    merge(make_outlet(), courier, user=editor)
    for outlet, why in ((post, "articles name it"), (courier, "another outlet was merged with it")):
        response = admin.post(url_of("delete", outlet.pk), follow=True)
        assert f"cannot be deleted: {why}" in response.content.decode()
    admin.post(url_of("delete", free.pk))
    assert set(Outlet.objects.current()) == {post, courier}
