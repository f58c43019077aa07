from django.urls import path, re_path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.staticfiles import versioned_static

from home.guide_views import GuideView, WayToTheGuide, guide_menu_item, guide_picture
from home.security_txt import SecurityTxtToRenew
from home.set_up_views import SetUpMenuItem, SetUpView, WhatToSetUp

#: Lines of the help menu that lead to other people's servers.
ELSEWHERE = {"editor-guide"}


@hooks.register("register_admin_urls")
def admin_urls():
    return [
        path("set-up/", SetUpView.as_view(), name="home_set_up"),
        path("guide/", GuideView.as_view(), name="home_guide"),
        re_path(r"^guide/pictures/(?P<name>[a-z0-9-]+\.webp)$", guide_picture, name="home_guide_picture"),
    ]


@hooks.register("register_settings_menu_item")
def set_up_in_the_menu():
    return SetUpMenuItem(_("Set up this site"), reverse("home_set_up"), name="set-up", icon_name="list-ol", order=10)


@hooks.register("register_help_menu_item")
def guide_in_the_menu():
    return guide_menu_item()


@hooks.register("construct_help_menu")
def one_guide_is_enough(request, menu_items):
    """Wagtail's own guide is another site's, and knows nothing of entries."""
    menu_items[:] = [item for item in menu_items if item.name not in ELSEWHERE]


@hooks.register("construct_homepage_panels")
def desk(request, panels):
    panels += [SecurityTxtToRenew(request.user), WhatToSetUp(request), WayToTheGuide()]


@hooks.register("insert_global_admin_css")
def how_our_pages_look():
    names = "css/admin-set-up.css", "css/admin-guide.css"
    return format_html("".join('<link rel="stylesheet" href="{}">' for _name in names), *map(versioned_static, names))
