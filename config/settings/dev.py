"""For one person at one machine: loopback only, with Django's own error pages."""

from config.environment import refuse

from .base import *  # noqa: F403
from .base import CACHES, DATA_DIR, DRAWN_EACH_TIME, FAULTS, SECRET_KEY, env

refuse(FAULTS)
CACHES = CACHES | DRAWN_EACH_TIME
DEBUG = env.bool("DEBUG", default=True)
DATA_DIR.mkdir(parents=True, exist_ok=True)
# Good for nothing but loopback: the production settings refuse to start without a key of their own.
SECRET_KEY = SECRET_KEY or "development-only-never-used-on-a-public-address"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
WAGTAILADMIN_BASE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}")
