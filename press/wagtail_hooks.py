from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from press import capture_views, intake_views, rights_views
from press.desk import LinksToLookAt, PermissionsThatEnd
from press.editor_warnings import tell_the_editor
from press.link_viewsets import web_links
from press.models import PressArticlePage
from press.outlet_merging import register_merge_log_actions
from press.outlet_views import refuse_to_delete_outlets_in_use
from press.outlet_viewsets import outlets
from press.reports import ArticlesByThemselves
from timeline.models import TimelineEntry
from timeline.reports.entries import report_menu_item, report_urls

register_snippet(outlets)
hooks.register("register_log_actions", register_merge_log_actions)
hooks.register("before_delete_snippet", refuse_to_delete_outlets_in_use)
hooks.register("after_create_page", tell_the_editor)
hooks.register("after_edit_page", tell_the_editor)


@hooks.register("register_admin_viewset")
def listings():
    return [web_links]


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("press/add/", intake_views.AddCoverageView.as_view(), name="press_add_coverage"),
        path("press/added/<int:pk>/", intake_views.IntakeView.as_view(), name="press_intake"),
        path("press/added/<int:pk>/step/", intake_views.IntakeStepView.as_view(), name="press_intake_step"),
        path("press/captures/<int:pk>/", capture_views.CaptureView.as_view(), name="press_capture"),
        path("press/captures/<int:pk>/warc/", capture_views.CaptureDownloadView.as_view(), name="press_capture_warc"),
        path("press/captures/<int:pk>/text/", capture_views.CaptureTextView.as_view(), name="press_capture_text"),
        path("press/captures/<int:pk>/again/", capture_views.CaptureRetryView.as_view(), name="press_capture_retry"),
        path("press/rights/<int:pk>/", rights_views.RightsView.as_view(), name="press_rights"),
        *report_urls(ArticlesByThemselves),
    ]


@hooks.register("register_reports_menu_item")
def report_on_articles():
    return report_menu_item(ArticlesByThemselves)


class AddCoverageMenuItem(MenuItem):
    def is_shown(self, request):
        return intake_views.archive_for(request) is not None


@hooks.register("register_admin_menu_item")
def add_coverage_menu_item():
    return AddCoverageMenuItem(
        "Add press coverage", reverse("press_add_coverage"), name="add-press-coverage", icon_name="plus", order=155
    )


@hooks.register("register_log_actions")
def press_log_actions(actions):
    actions.register_action("press.copy", "Keep the address of a copy", "A copy for readers was named")
    actions.register_action(rights_views.RIGHTS_CHANGED, "Decide what we may print", "What we may print was decided")


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def rights_button(page, user, next_url=None, view_name=None):
    if issubclass(page.specific_class, PressArticlePage) and page.permissions_for_user(user).can_publish():
        yield Button("Rights…", url=reverse("press_rights", args=[page.pk]), icon_name="lock", priority=44)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def links_button(page, user, next_url=None, view_name=None):
    if issubclass(page.specific_class, TimelineEntry) and user.has_perm("timeline.view_weblink"):
        address = f"{reverse('web_links:index')}?named_by={page.pk}"
        yield Button("Links and copies…", url=address, icon_name="link", priority=43)


@hooks.register("construct_homepage_panels")
def desk(request, panels):
    panels += [PermissionsThatEnd(request.user), LinksToLookAt(request.user)]
