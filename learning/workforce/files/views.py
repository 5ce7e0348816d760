"""Taking a large file away, once it is made."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from learning.workforce.downloads import ask_again, reason_in
from learning.workforce.entrance import BY_NAME, roles_of
from learning.workforce.files.asked import AskedFile, reach_of
from learning.workforce.looks import Look
from learning.workforce.sharing.taking import ReasonNeeded, take_away

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
def take_file(request, pk: int):
    """A file of one's own, while one answers for all that one did when asking for it. That it was taken is kept."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("workforce_people"))
    now = timezone.now()
    offered = AskedFile.objects.offered_to(request.user, at=now).exclude(made_at=None)
    asked = get_object_or_404(offered, pk=pk)
    if not roles_of(request) & BY_NAME or not asked.is_within(
        reach_of(request.user, today=timezone.localdate(now))
    ):
        raise Http404
    if not storages["private"].exists(asked.stored_as):
        raise Http404
    taken = {"what": Look.What.PEOPLE, "filters": asked.filters, "rows": asked.rows}
    try:
        take_away(**taken, by=request.user, at=now, reason=reason_in(request))
    except ReasonNeeded:
        return ask_again(request, asked.rows)
    return _file(asked)


def _file(asked: AskedFile) -> HttpResponse:
    if settings.PRIVATE_REDIRECT:
        response = HttpResponse(content_type=XLSX)
        response["X-Accel-Redirect"] = settings.PRIVATE_REDIRECT + asked.stored_as
    else:
        response = FileResponse(storages["private"].open(asked.stored_as), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{asked.title}"'
    return response
