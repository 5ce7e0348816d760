"""The files of a page's other films: those of its voices, and of the discussions about it."""

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from casestudies.consents.withheld import films_for_staff_on
from casestudies.films import sending
from casestudies.films.film import SHOWN, Film
from casestudies.pages import CaseStudyPage
from casestudies.standing import standing_of

SOUNDS = (Film.Rendition.AUDIO, *Film.Track)


@require_safe
def voice_file(request, page_id: int, film_id: int, name: str):
    """Open exactly where a page that shows the film is, while its people agree, and otherwise not found."""
    page = CaseStudyPage.objects.filter(id=page_id).order_by("pk").first()
    if page is None or not page.open_to(request.user):
        raise Http404
    standing = standing_of(page, page.enrolment_of(request.user))
    shown = films_for_staff_on(page, on=timezone.localdate()).filter(
        pk__in=page.films(with_discussions=page.discusses(standing)).values("pk")
    )
    film = shown.filter(pk=film_id).order_by("pk").first()
    if film is None or (name not in SOUNDS and film.pk in page.only_heard()):
        raise Http404
    return sending.send_file(request, film, name, among=SHOWN)
