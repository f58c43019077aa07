class IllustratedMixin:
    """A page with a picture, ``image``."""

    @property
    def illustration(self):
        """The picture, if there is one and its rights are known."""
        return self.image if self.image and self.image.may_be_shown else None
