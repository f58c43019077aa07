"""A public address. Refuses to start with anything that is insecure or missing, and says all of it at once."""

from config.environment import faults_of_address, faults_of_folders, faults_of_hosts, faults_of_key, is_set, refuse
from config.object_storage import faults_of_media

from .base import *  # noqa: F403
from .base import (
    ALLAUTH_TRUSTED_PROXY_COUNT,
    ALLOWED_HOSTS,
    DATA_DIR,
    FAULTS,
    MEDIA_ROOT,
    MEDIA_URL,
    MIDDLEWARE,
    SECRET_KEY,
    STATIC_ROOT,
    STORAGES,
    WAGTAILADMIN_BASE_URL,
    env,
)

refuse(
    [
        *FAULTS,
        *faults_of_key(SECRET_KEY),
        *faults_of_hosts(ALLOWED_HOSTS),
        *faults_of_address(WAGTAILADMIN_BASE_URL, ALLOWED_HOSTS),
        *faults_of_folders(DATA_DIR, MEDIA_ROOT, STATIC_ROOT),
        *faults_of_media(MEDIA_URL),
        *(["DEBUG shows the source to everybody: take it out of the environment."] if is_set("DEBUG") else []),
    ]
)

DEBUG = False
DATA_DIR.mkdir(parents=True, exist_ok=True)

_after = MIDDLEWARE.index("django.middleware.security.SecurityMiddleware") + 1
MIDDLEWARE = [*MIDDLEWARE[:_after], "whitenoise.middleware.WhiteNoiseMiddleware", *MIDDLEWARE[_after:]]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=True)

SECURE_SSL_REDIRECT = True
# Anybody can send this header. It counts only where we are told that nobody reaches us past a proxy that sets it;
# from a proxy on the same machine gunicorn takes it without being told, and from nobody else.
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL.rstrip("/")]

# Faults of ours go to standard error, with the place where they happened. Not what readers ask for: neither their
# addresses, nor what they look for, nor pages that are not there.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # In place of Django's own, which shows faults in development and sends them by e-mail, address and all.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Who signs in, and who is refused: without addresses in full (docs/operations.md, "Signing in").
        "throughline": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        # Whoever tries other hosts decides what is written, and how much.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}
