from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from accounts.second_factor import take_away


class Command(BaseCommand):
    help = (
        "Take away the second step of signing in of somebody who has lost it, and sign them out everywhere. Be sure "
        "who asks for it: it is what stands between a stolen password and the site."
    )

    def add_arguments(self, parser):
        parser.add_argument("email_or_name", help="The account's address of mail, or its username.")

    def handle(self, *, email_or_name, **options):
        users = get_user_model()._default_manager
        found = list(users.filter(Q(username=email_or_name) | Q(email__iexact=email_or_name)).order_by("pk"))
        if not found:
            raise CommandError(f"There is no account with the name or address {email_or_name}.")
        if len(found) > 1:
            names = ", ".join(one.get_username() for one in found)
            raise CommandError(f"Several accounts have it. Name one of them: {names}.")
        (user,) = found
        if not take_away(user):
            raise CommandError(f"{user.get_username()} has no second step.")
        self.stdout.write(f"{user.get_username()} signs in with the password alone until a new second step is set up.")
