from django.apps import AppConfig
from django.core.cache import caches
from django.utils.connection import ConnectionProxy


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from accounts.signal_handlers import connect

        connect()
        count_together()


def count_together():
    """Allauth counts tries, and remembers used codes, in the cache “default”, by its name. That is in the memory of
    each process here, where a guess in each would be free."""
    from allauth.core.internal import ratelimit
    from allauth.mfa.totp.internal import auth

    ratelimit.cache = auth.cache = ConnectionProxy(caches, "signin")
