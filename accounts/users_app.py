"""Wagtail's accounts, where whoever makes or changes one proves first that it is they."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersAskedAgain(WagtailUsersAppConfig):
    user_viewset = "accounts.account_viewsets.UserViewSet"
    group_viewset = "accounts.account_viewsets.GroupViewSet"
