"""Pictures that came with questions. The one writer of them: they go to Wagtail's library of images."""

import hashlib
import io
import warnings
from collections.abc import Iterable
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image as Raster
from wagtail.images import get_image_model

from quizzes.interchange.questions import Picture

PIXELS_MAX = 50_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
NOT_A_PICTURE = "The file “{name}” is no picture that can be kept."


def unfit(pictures: Iterable[Picture]) -> list[str]:
    """What is said of files that are no pictures, are too large, or of a kind that is not shown."""
    return [NOT_A_PICTURE.format(name=one.name[:60]) for one in pictures if not _format(one)]


def keep(pictures: Iterable[Picture], *, by) -> int:
    """Put them into the library and say how many. One that is there already is not put there twice."""
    return sum(_keep(picture, by=by) for picture in pictures)


def _keep(picture: Picture, *, by) -> bool:
    images = get_image_model()
    kind = _format(picture)
    digest = hashlib.sha1(picture.data, usedforsecurity=False).hexdigest()
    if not kind or images.objects.filter(file_hash=digest).exists():
        return False
    stem = PurePath(picture.name).stem[:60] or "picture"
    image = images(title=stem, uploaded_by_user=by, file=ContentFile(picture.data, name=f"{stem}.{kind}"))
    image.file_size, image.file_hash = len(picture.data), digest
    image.save()
    return True


def _format(picture: Picture) -> str:
    """The ending of its kind, such as png; nothing where it cannot be kept."""
    try:
        with (
            warnings.catch_warnings(action="error"),
            Raster.open(io.BytesIO(picture.data), formats=FORMATS) as raster,
        ):
            kind, pixels = (raster.format or "").lower(), raster.width * raster.height
            raster.verify()
    except (OSError, ValueError, SyntaxError, Warning, Raster.DecompressionBombError):
        return ""
    return kind if kind in settings.WAGTAILIMAGES_EXTENSIONS and pixels <= PIXELS_MAX else ""
