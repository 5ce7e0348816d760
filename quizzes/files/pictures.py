"""Pictures that came with questions. The one writer of them: they go to Wagtail's library of images."""

import hashlib
import io
import warnings
from collections.abc import Iterable
from itertools import islice
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image as Raster
from wagtail.images import get_image_model, get_permission_policy
from wagtail.models import Collection

from quizzes.interchange.questions import Picture

PIXELS_MAX = 50_000_000
AT_ONCE = 50
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
KEPT = "Its pictures are kept under Images: a question shows none."
NOT_ALLOWED = "Its pictures are not kept: you may not add images."
TOO_MANY = "Only the first {most} pictures are kept at once. Not kept: {names}."
NOT_A_PICTURE = "The file “{name}” is no picture that can be kept."


def notes(pictures: Iterable[Picture], *, by) -> list[str]:
    """What is said before they are kept: that they are, or why not. `by` is None for whoever runs the machine."""
    each = list(pictures)
    if each and not may_keep(by):
        return [NOT_ALLOWED]
    return [KEPT] * bool(each) + [
        NOT_A_PICTURE.format(name=one.name[:60]) for one in each if not _format(one)
    ]


def too_many(pictures: Iterable[Picture], *, by) -> list[str]:
    """The names of those that come after as many as are kept at once."""
    left = list(pictures)[AT_ONCE:]
    if not left or not may_keep(by):
        return []
    names = [one.name[:60] for one in left[:AT_ONCE]]
    if more := len(left) - len(names):
        names.append(f"and {more} more")
    return [TOO_MANY.format(most=AT_ONCE, names=", ".join(names))]


def keep(pictures: Iterable[Picture], *, by) -> int:
    """Put the first AT_ONCE into the library and say how many. One that is there already is not put there twice.

    None for whoever may not add images.
    """
    if not may_keep(by):
        return 0
    collection = _collections(by).order_by("path").first()
    return sum(_keep(picture, collection, by=by) for picture in islice(pictures, AT_ONCE))


def may_keep(by) -> bool:
    return by is None or get_permission_policy().user_has_permission(by, "add")


def _collections(by):
    """Where this person may add images; the topmost is the library itself."""
    if by is None:
        return Collection.objects.all()
    return get_permission_policy().collections_user_has_permission_for(by, "add")


def _keep(picture: Picture, collection: Collection, *, by) -> bool:
    images = get_image_model()
    kind = _format(picture)
    digest = hashlib.sha1(picture.data, usedforsecurity=False).hexdigest()
    if not kind or images.objects.filter(file_hash=digest).exists():
        return False
    stem = PurePath(picture.name).stem[:60] or "picture"
    file = ContentFile(picture.data, name=f"{stem}.{kind}")
    image = images(title=stem, uploaded_by_user=by, file=file, collection=collection)
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
    except Exception:  # noqa: BLE001  (what is no picture makes its readers fall over in every way there is)
        return ""
    return kind if kind in settings.WAGTAILIMAGES_EXTENSIONS and pixels <= PIXELS_MAX else ""
