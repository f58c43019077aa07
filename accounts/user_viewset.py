"""The pages on which an administrator makes and changes accounts: each sets a password and an address of mail."""

from wagtail.users.views import users

from accounts.asking_again import AskedAgainMixin


class AddView(AskedAgainMixin, users.CreateView):
    pass


class EditView(AskedAgainMixin, users.EditView):
    pass


class UserViewSet(users.UserViewSet):
    add_view_class = AddView
    edit_view_class = EditView
