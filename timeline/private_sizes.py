"""The sizes of pictures that nobody but editors gets: thumbnails of the admin, and pictures of a preview."""

import mimetypes

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from timeline.models import CampaignImage, CampaignRendition
from timeline.storage import PRIVATE_SIZES


@require_safe
def private_size(request, name):
    """One size of a picture, for whoever is signed in to the admin: all addresses of the admin ask that. What an order
    closes, or somebody took down, is for those who see orders."""
    size = get_object_or_404(CampaignRendition, file=f"{PRIVATE_SIZES}/{name}")
    if not request.user.has_perm("timeline.view_restriction"):
        image = CampaignImage.objects.with_orders().get(pk=size.image_id)
        if image.closed_by_order:
            raise Http404
    try:
        file = size.file.open("rb")
    except FileNotFoundError as lost:
        raise Http404 from lost
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(
        file,
        content_type=content_type,
        headers={
            "Cache-Control": "private, no-store",
            "Content-Security-Policy": "default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )
