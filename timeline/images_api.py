"""Pictures in the admin's own API, which Wagtail gives an address of the original. Ours have none."""

from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

_NOT_THERE = "download_url"


class PrivateImagesAdminAPIViewSet(ImagesAdminAPIViewSet):
    meta_fields = [name for name in ImagesAdminAPIViewSet.meta_fields if name != _NOT_THERE]
    listing_default_fields = [name for name in ImagesAdminAPIViewSet.listing_default_fields if name != _NOT_THERE]
    nested_default_fields = [name for name in ImagesAdminAPIViewSet.nested_default_fields if name != _NOT_THERE]


def pictures_without_originals(router) -> None:
    router.register_endpoint("images", PrivateImagesAdminAPIViewSet)
