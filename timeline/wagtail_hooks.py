from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from timeline.announcing import drafts_under, gather_many
from timeline.bulk_joining import AddSubjects, AddTopics, register_joining_log_actions
from timeline.desk import DatesThatHavePassed, DigestThatWaits, EntriesLeftOutOfFeeds, RestrictionsToReview
from timeline.desk_consents import ConsentsThatEnd
from timeline.desk_schedules import CommandsThatRun, WhatGoesOut, WhatWasMissed
from timeline.desk_waiting import with_an_end
from timeline.desk_work import AddToTheStory, DraftsOlderThanAMonth, OneJob
from timeline.digest_views import MANY_WAIT, DigestView
from timeline.documents import refuse_unused_document
from timeline.going_out import StoppedError
from timeline.hold_views import HoldInForce, HoldMenuItem, HoldView
from timeline.holds import HELD, LET_GO
from timeline.images_api import pictures_without_originals
from timeline.importing import batch_views
from timeline.importing import views as import_views
from timeline.importing.access import sites_for
from timeline.importing.applying import IMPORTED
from timeline.importing.undoing import UNDONE
from timeline.inbox_views import InboxDoneView, InboxMenuItem, InboxSameView, InboxThatWaits, InboxView
from timeline.kept_shut import refuse_move_to_readers
from timeline.links.typed import tell_what_was_taken_off
from timeline.merge_views import MergeEntryView
from timeline.merging import may_merge, register_merging_log_actions
from timeline.models import TimelineEntry
from timeline.own_titles import OwnPagesPolicy, choosable, without_reports_that_name_any
from timeline.quick_add_views import QuickAddMenuItem, QuickAddView
from timeline.reports.claims import ClaimsWithoutReply
from timeline.reports.conflicts import SourcesThatDiffer
from timeline.reports.drafts import DraftsThatWait
from timeline.reports.entries import report_menu_item, report_urls
from timeline.reports.missing import WhatIsMissing
from timeline.restriction_views import can_be_restricted, notice_of_closure
from timeline.restriction_viewsets import protected_names, restrictions
from timeline.restrictions import CLOSED, LIFTED, refuse_move
from timeline.rich_text import GatedDocumentLinkHandler, GatedPageLinkHandler
from timeline.same_entry import register_same_log_actions
from timeline.take_down_hooks import take_down_button  # noqa: F401 - all of its hooks
from timeline.views import read_date
from timeline.viewsets import all_entries
from timeline.withdrawal_views import WithdrawView, can_be_withdrawn
from timeline.withdrawals import GIVEN_BACK, WITHDRAWN
from timeline.words_views import WORDS_CHANGED, ChangeWordsView, SentDigestView

REPORTS = (DraftsThatWait, WhatIsMissing, SourcesThatDiffer, ClaimsWithoutReply)

register_permission_policy(Page, OwnPagesPolicy())
hooks.register("construct_page_chooser_queryset", choosable)
hooks.register("construct_reports_menu", without_reports_that_name_any)
# After Wagtail's own, whose place it takes.
hooks.register("construct_admin_api", pictures_without_originals, order=10)
hooks.register("before_serve_document", refuse_unused_document)
hooks.register("register_bulk_action", AddTopics)
hooks.register("register_bulk_action", AddSubjects)
hooks.register("register_log_actions", register_joining_log_actions)
hooks.register("register_log_actions", register_merging_log_actions)
hooks.register("register_log_actions", register_same_log_actions)
hooks.register("after_create_page", tell_what_was_taken_off)
hooks.register("after_edit_page", tell_what_was_taken_off)


# After Wagtail's own handlers, which these take the place of.
@hooks.register("register_rich_text_features", order=10)
def gated_links(features):
    features.register_link_type(GatedPageLinkHandler)
    features.register_link_type(GatedDocumentLinkHandler)


@hooks.register("insert_global_admin_css")
def styles_of_every_page_of_the_admin():
    """How changes are marked, and lists on a phone."""
    names = "css/admin-compare.css", "css/admin-narrow.css"
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((versioned_static(name),) for name in names))


@hooks.register("register_admin_urls")
def date_reading_url():
    return [
        path("timeline/read-date/", read_date, name="timeline_read_date"),
        path("timeline/withdraw/<int:pk>/", WithdrawView.as_view(), name="timeline_withdraw"),
        path("timeline/quick-add/", QuickAddView.as_view(), name="timeline_quick_add"),
        path("timeline/inbox/", InboxView.as_view(), name="timeline_inbox"),
        path("timeline/inbox/<int:pk>/done/", InboxDoneView.as_view(), name="timeline_inbox_done"),
        path("timeline/inbox/<int:pk>/same/", InboxSameView.as_view(), name="timeline_inbox_same"),
        path("timeline/hold/", HoldView.as_view(), name="timeline_hold"),
        path("timeline/merge/<int:pk>/", MergeEntryView.as_view(), name="timeline_merge"),
        path("timeline/digest/", DigestView.as_view(), name="timeline_digest"),
        path("timeline/digest/<int:pk>/", SentDigestView.as_view(), name="timeline_sent_digest"),
        path("timeline/change/<int:pk>/", ChangeWordsView.as_view(), name="timeline_change_words"),
        path("timeline/import/", import_views.ImportView.as_view(), name="timeline_imports"),
        path("timeline/import/<int:pk>/", batch_views.ImportBatchView.as_view(), name="timeline_import"),
        path("timeline/import/<int:pk>/again/", batch_views.RunAgainView.as_view(), name="timeline_import_again"),
        path("timeline/import/<int:pk>/check/", import_views.ImportCheckView.as_view(), name="timeline_import_check"),
        path(
            "timeline/import/<int:pk>/columns/",
            import_views.ImportColumnsView.as_view(),
            name="timeline_import_columns",
        ),
        path("timeline/import/<int:pk>/undo/", batch_views.ImportUndoView.as_view(), name="timeline_import_undo"),
    ]


@hooks.register("register_admin_urls")
def urls_of_reports():
    return report_urls(*REPORTS)


for one in REPORTS:
    hooks.register("register_reports_menu_item", partial(report_menu_item, one))


@hooks.register("insert_editor_js")
def way_to_the_field():
    return format_html('<script src="{}"></script>', static("js/to-the-field.js"))


class ImportMenuItem(MenuItem):
    def is_shown(self, request):
        return bool(sites_for(request.user))


@hooks.register("register_admin_menu_item")
def import_menu_item():
    return ImportMenuItem(_("Import"), reverse("timeline_imports"), name="import", icon_name="upload", order=156)


@hooks.register("register_admin_viewset")
def listings():
    return [all_entries, restrictions, protected_names]


@hooks.register("register_log_actions")
def our_log_actions(actions):
    actions.register_action(CLOSED, "Restrict", "Closed to the public by an order or a request")
    actions.register_action(LIFTED, "Lift a restriction", "Restriction lifted")
    actions.register_action(WORDS_CHANGED, "Mend what readers were told", "What readers were told was mended")
    actions.register_action(WITHDRAWN, "Withdraw", "Withdrawn from readers")
    actions.register_action(HELD, "Hold everything", "Everything put on hold")
    actions.register_action(LET_GO, "Lift the hold", "The hold on everything lifted")
    actions.register_action(GIVEN_BACK, "Give back", "Given back to readers")
    actions.register_action(IMPORTED, "Import", "Brought in from a file")
    actions.register_action(UNDONE, "Take an import back", "Entries that were brought in from a file were taken back")


@hooks.register("register_admin_menu_item")
def quick_add():
    return QuickAddMenuItem(_("Quick add"), reverse("timeline_quick_add"), icon_name="plus", order=140)


@hooks.register("register_admin_menu_item")
def inbox():
    return InboxMenuItem(_("Inbox"), reverse("timeline_inbox"), name="inbox", icon_name="mail", order=141)


@hooks.register("register_reports_menu_item")
def hold_in_the_menu():
    return HoldMenuItem(_("Hold everything"), reverse("timeline_hold"), icon_name="lock", order=10)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def restrict_button(page, user, next_url=None, view_name=None):
    if user.has_perm("timeline.add_restriction") and can_be_restricted(page):
        address = f"{reverse('restrictions:add')}?{urlencode({'page': page.pk})}"
        yield Button("Restrict…", url=address, icon_name="lock", priority=45)


@hooks.register("register_page_header_buttons")
def withdraw_button(page, user, next_url=None, view_name=None):
    if can_be_withdrawn(page, user):
        yield Button("Withdraw…", url=reverse("timeline_withdraw", args=[page.pk]), icon_name="no-view", priority=46)


@hooks.register("register_page_header_buttons")
def merge_button(page, user, next_url=None, view_name=None):
    if issubclass(page.specific_class or object, TimelineEntry) and may_merge(page, user):
        yield Button("Merge into…", url=reverse("timeline_merge", args=[page.pk]), icon_name="resubmit", priority=47)


@hooks.register("before_bulk_action")
def tell_of_many_in_a_digest(request, action_type, objects, action):
    """More than a handful published at once wait for a digest, unless somebody has chosen otherwise for them."""
    if action_type == "publish":
        below = action.cleaned_form.cleaned_data.get("include_descendants")
        waiting = gather_many([*objects, *drafts_under(objects)] if below else objects)
        if waiting:
            messages.info(request, MANY_WAIT.format(number=waiting))


@hooks.register("before_edit_page")
def say_that_the_page_is_closed(request, page):
    notice = notice_of_closure(page) if request.method == "GET" else ""
    if notice:
        messages.warning(request, notice, extra_tags="lock")


@hooks.register("before_move_page")
def refuse_a_move(request, page, destination):
    """The same refusals as by code, before a move is confirmed: out from under an order, and to readers in a hold."""
    try:
        refuse_move(page, destination)
        refuse_move_to_readers(page, destination)
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    except StoppedError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        return None
    return redirect("wagtailadmin_pages:move", page.pk)


@hooks.register("construct_homepage_panels")
def desk(request, panels):
    with_an_end(panels)
    panels += [
        HoldInForce(request.user),
        AddToTheStory(request.user),
        InboxThatWaits(request.user),
        WhatWasMissed(request.user),
        WhatGoesOut(request.user),
        EntriesLeftOutOfFeeds(request),
        RestrictionsToReview(request.user),
        DatesThatHavePassed(),
        ConsentsThatEnd(request.user),
        DigestThatWaits(request),
        DraftsOlderThanAMonth(request.user),
        OneJob(request.user),
        CommandsThatRun(request.user),
    ]
