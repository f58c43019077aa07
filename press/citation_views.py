from django.views.decorators.http import require_safe

from press.filters import ArchiveFilters
from timeline.citation_views import cite_list


@require_safe
def cite_press(request, ext):
    """The citations of the press archive, narrowed as the address says, the newest first."""
    articles = ArchiveFilters(request).articles().chronological(newest_first=True)
    return cite_list(request, articles, ext, "press")
