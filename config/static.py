"""The static files as they are served: named after what they hold, and compressed."""

from functools import cached_property, lru_cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """The storage of WhiteNoise, which leaves alone the source maps that scripts name: they are not served."""

    patterns = tuple(
        (extension, rules) for extension, rules in CompressedManifestStaticFilesStorage.patterns if extension != "*.js"
    )

    @cached_property
    def url(self):
        """The address of a file by its name: worked out once, it is on every page."""
        return lru_cache(maxsize=1000)(super().url)
