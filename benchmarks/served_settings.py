"""The settings of production, as they are, with every file in the folder that ``DATA_DIR`` names."""

from config.settings.production import *  # noqa: F403
from config.settings.production import DATA_DIR

STATIC_ROOT = DATA_DIR / "static"
MEDIA_ROOT = DATA_DIR / "media"
