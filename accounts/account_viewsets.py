"""The pages on which an administrator makes, changes and deletes accounts, and the groups that say what they may do:
who takes over a session must not make an account of their own of it."""

from wagtail.users.views import groups, users

from accounts.asking_again import AskedAgainMixin


class AddUserView(AskedAgainMixin, users.CreateView):
    pass


class EditUserView(AskedAgainMixin, users.EditView):
    pass


class DeleteUserView(AskedAgainMixin, users.DeleteView):
    pass


class UserViewSet(users.UserViewSet):
    add_view_class = AddUserView
    edit_view_class = EditUserView
    delete_view_class = DeleteUserView


class AddGroupView(AskedAgainMixin, groups.CreateView):
    pass


class EditGroupView(AskedAgainMixin, groups.EditView):
    pass


class DeleteGroupView(AskedAgainMixin, groups.DeleteView):
    pass


class GroupViewSet(groups.GroupViewSet):
    add_view_class = AddGroupView
    edit_view_class = EditGroupView
    delete_view_class = DeleteGroupView
