"""What the worker does about consents: says that a film has lapsed, once each time, and that one is soon to be asked for."""

import datetime
from collections import defaultdict

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from wagtail.permissions import policy_registry

from casestudies.consents import register
from casestudies.consents.participants import Consent
from casestudies.consents.register import ConsentChange, What
from casestudies.consents.standing import State, lapsed_since, standing_of
from casestudies.films.film import Film
from casestudies.pages import CaseStudyPage
from casestudies.voices.uses import live_pages_with
from learning.people import mail
from learning.people.posts import Post
from learning.people.responsibilities import Responsibility
from learning.people.roles import Role
from learning.people.users import User
from learning.records.models import Enrolment

ENDED = {State.EXPIRED: What.RAN_OUT, State.TURNED_18: What.TURNED_18}


@task(backend="effects")
def tell_of_film(film_id: int) -> None:
    """Tell authors and workforce leads that a film is shown no longer, if it is not."""
    _tell(Film.objects.get(pk=film_id), on=timezone.localdate())


@task(backend="effects")
def end_consent(consent_id: int) -> None:
    """On the day on which a consent ends: write that down, unless another has taken its place, and tell of its film."""
    now, consent = timezone.now(), Consent.objects.select_related("participant__film").get(pk=consent_id)
    film, today = consent.participant.film, timezone.localdate(now)
    person = film.participants.with_consent(on=today).get(pk=consent.participant_id)
    what = ENDED.get(standing_of(person, on=today).state)
    if what is None or consent.participant.consents.filter(pk__gt=consent.pk).exists():
        return
    with transaction.atomic():
        if not ConsentChange.objects.ends().filter(consent=consent).exists():
            register.write(what, film=film, participant=person, consent=consent, by=None, at=now)
        _tell(film, on=today)


@task(backend="effects")
def remind(consent_id: int) -> None:
    """Ask whoever may change a film to ask someone in it again, while their consent still holds."""
    today = timezone.localdate()
    consents = Consent.objects.holding(on=today).select_related("participant__film")
    if not (consent := consents.filter(pk=consent_id).first()):
        return
    film = consent.participant.film
    context = {"film": film, "expires_on": consent.expires_on, "link": _register_of(film)}
    policy = policy_registry.get_by_type(Film)
    for person in (
        policy.users_with_permission_for_instance("change", film).filter(is_active=True).order_by("pk")
    ):
        _ask("review", person, key=f"consent_review:{consent.pk}:{person.pk}", **context)


def _tell(film: Film, *, on: datetime.date) -> None:
    """Each lapse once: a page at which it had been off already is in no second mail."""
    off, film = defaultdict(list), Film.objects.with_people(on=on).get(pk=film.pk)
    for page in live_pages_with(film).select_related("owner", "latest_revision__user").order_by("path"):
        if since := lapsed_since(film, on=on, course_path=page.course_path):
            off[since].append(page)
    for since, pages in off.items():
        _tell_of_lapse(film, pages, since=since, on=on)


def _tell_of_lapse(
    film: Film, pages: list[CaseStudyPage], *, since: datetime.datetime, on: datetime.date
) -> None:
    told = _authors(film, pages), _leads(pages, on=on)
    for is_author, whom in zip((True, False), told, strict=True):
        for person, theirs in whom.items():
            if not is_author and person in told[0]:
                continue
            _ask(
                "lapsed",
                person,
                key=f"film_lapsed:{film.pk}:{since.isoformat()}:{person.pk}",
                film=film,
                since=timezone.localdate(since),
                pages=[{"title": page.title, "url": settings.SITE_URL + page.get_url()} for page in theirs],
                link=_register_of(film) if is_author else "",
            )


def _authors(film: Film, pages: list[CaseStudyPage]) -> dict[User, list[CaseStudyPage]]:
    """Who put the film here, and who owns or last wrote in a page that shows it; each with all of these pages."""
    people = {film.uploaded_by_user}
    for page in pages:
        people |= {page.owner, page.latest_revision.user if page.latest_revision else None}
    authors = sorted(
        (person for person in people if person and person.is_active), key=lambda person: person.pk
    )
    return dict.fromkeys(authors, pages)


def _leads(pages: list[CaseStudyPage], *, on: datetime.date) -> dict[User, list[CaseStudyPage]]:
    """The workforce leads of organisations whose staff are on the courses of these pages; each with the pages of those."""
    found = defaultdict(list)
    for page in pages:
        learners = Enrolment.objects.covering(page).values("learner")
        organisations = Post.objects.held_on(on).filter(person__in=learners).values("organisation")
        leads = Responsibility.objects.in_force_on(on).filter(
            role=Role.WORKFORCE_LEAD, organisation__in=organisations, person__is_active=True
        )
        for person in User.objects.filter(responsibilities__in=leads).distinct().order_by("pk"):
            found[person].append(page)
    return found


def _ask(name: str, person: User, *, key: str, **context) -> None:
    context = {"first_name": person.first_name} | context
    mail.ask(template=f"casestudies/email/consent_{name}", to=person.email, key=key, context=context)


def _register_of(film: Film) -> str:
    return settings.SITE_URL + reverse("film_consents", args=[film.pk])
