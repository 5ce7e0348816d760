"""Which case studies a view is about, and for whom they are open."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from casestudies.pages import CaseStudyPage
from learning.site.onward import refuse


def find_case(page_id: int) -> CaseStudyPage:
    """A page that is or was to be seen; a draft is not there for anyone."""
    return get_object_or_404(CaseStudyPage.objects.ever_published(), id=page_id)


def refuse_case(request, page: CaseStudyPage) -> HttpResponse | None:
    """None when the page is open. Answers belong to an enrolment, so a taster is not enough."""
    if page.open_to(request.user) and page.enrolment_of(request.user):
        return None
    return refuse(request, page)
