"""Sending a private file to someone whom a gate has let in: whole, in part, or by way of nginx."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.encoding import filepath_to_uri
from django.utils.http import http_date, parse_http_date_safe, quote_etag

from casestudies.films.ranges import NotSatisfiable, Span, asked

CHUNK = 64 * 1024
TYPES = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}


def send(request, file: FieldFile) -> HttpResponse:
    """The file, or as much of it as is asked for. A file that was never added, or is gone, is not found."""
    try:
        stat = os.stat(file.path)
    except (ValueError, OSError):
        raise Http404 from None
    if settings.PRIVATE_REDIRECT:
        response = HttpResponse()
        response["X-Accel-Redirect"] = settings.PRIVATE_REDIRECT + filepath_to_uri(file.name)
    else:
        response = _answer(request, Path(file.path), stat)
    return _kept_private(response, file)


def _answer(request, path: Path, stat: os.stat_result) -> HttpResponse:
    # A compressed part of a film is no part of it: this keeps GZipMiddleware away.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    etag = quote_etag(f"{stat.st_mtime_ns:x}-{stat.st_size:x}")
    modified = int(stat.st_mtime)
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        response = _whole_or_part(request, path, stat.st_size, etag, modified)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(modified)
    response["Accept-Ranges"] = "bytes"
    return response


def _whole_or_part(request, path: Path, size: int, etag: str, modified: int) -> HttpResponse:
    wanted = request.headers.get("Range", "") if _range_holds(request, etag, modified) else ""
    try:
        span = asked(wanted, size)
    except NotSatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    sent = span or Span(0, size - 1)
    headers = {"Content-Length": str(sent.length)}
    if span:
        headers["Content-Range"] = f"bytes {span.first}-{span.last}/{size}"
    if request.method == "HEAD":
        return HttpResponse(status=206 if span else 200, headers=headers)
    return StreamingHttpResponse(_chunks(path, sent), status=206 if span else 200, headers=headers)


def _range_holds(request, etag: str, modified: int) -> bool:
    """If-Range: a part is only of use to a browser that has the rest of this very file."""
    condition = request.headers.get("If-Range")
    return condition is None or condition == etag or parse_http_date_safe(condition) == modified


def _chunks(path: Path, span: Span) -> Iterator[bytes]:
    left = span.length
    with path.open("rb") as file:
        file.seek(span.first)
        while left > 0 and (data := file.read(min(CHUNK, left))):
            left -= len(data)
            yield data


def _kept_private(response: HttpResponse, file: FieldFile) -> HttpResponse:
    response["Content-Type"] = TYPES.get(Path(file.name).suffix.lower(), "application/octet-stream")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
