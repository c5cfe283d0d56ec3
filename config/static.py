"""The static files as they are served: named after what they hold, and compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """The storage of WhiteNoise, which leaves alone the source maps that scripts name: they are not served."""

    patterns = tuple(
        (extension, rules) for extension, rules in CompressedManifestStaticFilesStorage.patterns if extension != "*.js"
    )
