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
        email_before = self._stored_email(kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        # Not before all models are there, of which this is the first.
        from accounts.notices import EMAIL_MAIL, PASSWORD_MAIL, mail
        from accounts.sign_in_log import EMAIL_CHANGED, PASSWORD_CHANGED, note

        if is_new_password:
            note(PASSWORD_CHANGED, self)
            # Where both are new, the new address may be the thief's.
            mail(self, PASSWORD_MAIL, to=email_before)
        if email_before != self.email:
            note(EMAIL_CHANGED, self)
            if email_before:
                mail(self, EMAIL_MAIL, to=email_before)

    def _stored_email(self, saved_fields) -> str:
        """The address that the database has, where this save may write another one; else the one that there is."""
        if self._state.adding or (saved_fields is not None and "email" not in saved_fields):
            return self.email
        stored = type(self)._base_manager.filter(pk=self.pk).values_list("email", flat=True).first()
        return self.email if stored is None else stored

    def _get_session_auth_hash(self, secret=None):
        """What a session must know to last: Django's own is made of the password alone."""
        made_of = f"{self.password}:{self.session_round}"
        return salted_hmac("accounts.sessions", made_of, secret=secret, algorithm="sha256").hexdigest()
