"""Where editors meet the take-down: its addresses, its buttons, its line in the menu and in the history."""

from django.urls import path, re_path, reverse
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from timeline.models import TakeDown
from timeline.private_sizes import private_size
from timeline.reports.take_downs import take_downs_menu_item, take_downs_urls
from timeline.take_down_access import may_take_down
from timeline.take_down_views import TakeDownView, TakenDownView
from timeline.take_downs import PUT_BACK, TAKEN_DOWN

Thing = TakeDown.Thing


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("timeline/sizes/<str:name>", private_size, name="timeline_private_size"),
        re_path(
            rf"^timeline/take-down/(?P<thing>{'|'.join(Thing.values)})/(?P<pk>[0-9]{{1,18}})/$",
            TakeDownView.as_view(),
            name="timeline_take_down",
        ),
        path("timeline/taken-down/<int:pk>/", TakenDownView.as_view(), name="timeline_taken_down"),
        *take_downs_urls(),
    ]


hooks.register("register_reports_menu_item", take_downs_menu_item)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(TAKEN_DOWN, "Take down", "Taken down at once")
    actions.register_action(PUT_BACK, "Put back", "Put back after a take-down")


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def take_down_button(page, user, next_url=None, view_name=None):
    if may_take_down(user, page, Thing.PAGE):
        address = reverse("timeline_take_down", args=[Thing.PAGE, page.pk])
        yield Button("Take down now…", url=address, icon_name="warning", priority=44)
