"""The site as readers get it, behind what stands for a proxy: pictures from their folder, and the word that the
reader's connection was encrypted. On the loopback address a browser trusts plain http as it trusts https."""

import os

from django.core.wsgi import get_wsgi_application
from whitenoise import WhiteNoise

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.served_settings")

_site = get_wsgi_application()

from django.conf import settings  # noqa: E402 - needs the line above


def _behind_proxy(environ, start_response):
    return _site({**environ, "wsgi.url_scheme": "https"}, start_response)


application = WhiteNoise(_behind_proxy, root=settings.MEDIA_ROOT, prefix="media/", autorefresh=True)
