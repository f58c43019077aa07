from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who may sign in to the admin. Readers and subscribers have no account.

    It stands in an app of its own because a user model in an app that has pages makes a circle of
    migrations, and it exists from the first day because a user model cannot be swapped later.
    """
