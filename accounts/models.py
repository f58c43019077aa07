from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac


class User(AbstractUser):
    """A person who may sign in to the admin. Readers and subscribers have no account.

    It stands in an app of its own because a user model in an app that has pages makes a circle of
    migrations, and it exists from the first day because a user model cannot be swapped later.
    """

    #: Counted up, it ends all sessions.
    session_round = models.PositiveIntegerField(default=0, editable=False)

    def save(self, *args, **kwargs):
        # Django's own mark that a password was set since the last save, by whichever form or command.
        is_new_password = self._password is not None and not self._state.adding
        super().save(*args, **kwargs)
        if is_new_password:
            # Not before all models are there, of which this is the first.
            from accounts.notices import PASSWORD_MAIL, mail
            from accounts.sign_in_log import PASSWORD_CHANGED, note

            note(PASSWORD_CHANGED, self)
            mail(self, PASSWORD_MAIL)

    def _get_session_auth_hash(self, secret=None):
        """What a session must know to last: Django's own is made of the password alone."""
        made_of = f"{self.password}:{self.session_round}"
        return salted_hmac("accounts.sessions", made_of, secret=secret, algorithm="sha256").hexdigest()
