"""Files to take away, as answers to a request. Whether one may go was asked before."""

from collections.abc import Iterable

from django.conf import settings
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils.encoding import filepath_to_uri
from django.utils.http import content_disposition_header

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def attached(content: bytes | str, *, filename: str, content_type: str) -> HttpResponse:
    return HttpResponse(content, headers=_headers(filename, content_type))


def streamed_csv(lines: Iterable[str], *, filename: str) -> StreamingHttpResponse:
    """Sent line by line, so that none of it is held."""
    return StreamingHttpResponse(lines, headers=_headers(filename, CSV))


def refuse_gone(stored_as: str) -> None:
    """Not found, where the private storage has no such file: to be asked before that it is taken is kept."""
    if not storages["private"].exists(stored_as):
        raise Http404


def private_file(stored_as: str, *, filename: str, content_type: str) -> HttpResponse | FileResponse:
    """A file of the private storage, by way of nginx where it sends them."""
    if settings.PRIVATE_REDIRECT:
        there = {"X-Accel-Redirect": settings.PRIVATE_REDIRECT + filepath_to_uri(stored_as)}
        return HttpResponse(headers=_headers(filename, content_type) | there)
    content = storages["private"].open(stored_as)
    return FileResponse(content, as_attachment=True, filename=filename, content_type=content_type)


def _headers(filename: str, content_type: str) -> dict[str, str]:
    return {
        "Content-Type": content_type,
        "Content-Disposition": content_disposition_header(True, filename),
    }
