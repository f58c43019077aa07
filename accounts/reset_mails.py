"""The mail with a link to a new password. Whether there is such an account is asked after the answer: it must show
neither in the words nor in their time."""

from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm


@task(backend="after_the_answer")
def send_reset_mails(address: str, options: dict) -> None:
    """Send it to each account with this *address*; *options* are those of Django's ``PasswordResetForm.save()``."""
    form = PasswordResetForm({"email": address})
    if form.is_valid():
        form.save(**options)
