"""What a film of real people needs before a case study shows it, and what whoever writes or reviews one sees."""

import html

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from casestudies.consents import consenting
from casestudies.consents.scopes import Scope
from casestudies.models import CaseStudyPage, Film
from courses.reviews import BOTH_SIDES
from learning.records.findings import PublishRefused
from tests.casestudies import factories
from tests.casestudies.consents.conftest import DAY
from tests.casestudies.factories import AT
from tests.casestudies.test_preview import preview
from tests.factories import UserFactory

TODAY = (AT + DAY).date()


def stops(page) -> list[str]:
    return [f"{finding.field}: {finding.text}" for finding in page.findings(on=TODAY) if finding.stops]


def test_with_consent_and_a_text_version_nothing_is_amiss(case):
    assert stops(case) == []


def test_a_film_of_real_people_needs_a_fictional_text_version(case):
    case.text_version = ""
    assert stops(case)[0].startswith("text_version: The film “Our own story” is of real people")
    with pytest.raises(PublishRefused, match="Write a fictional text version"):
        case.save_revision().publish()


def test_a_film_in_which_nobody_is_listed_is_not_published(course, real):
    page = factories.case(course, film=real)
    page.unpublish()
    with pytest.raises(PublishRefused, match="Nobody is listed as being in it"):
        page.save_revision().publish()


@pytest.fixture
def lapse(case):
    """lapse(is_asked): someone else is in the film, who withdrew or has not been asked."""

    def lapse(is_asked: bool) -> str:
        person = factories.person_in(case.film, label="Father")
        if is_asked:
            factories.agree(person)
            said = {"told_on": TODAY, "route": "phone", "by": UserFactory(), "at": AT + DAY}
            consenting.withdraw(participant=person, **said)
        return "Father: Withdrew on 4 June 2026." if is_asked else "Father: No consent is recorded."

    return lapse


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_film_in_which_somebody_does_not_agree_is_not_published(case, lapse, is_asked):
    words = lapse(is_asked)
    case.unpublish()
    with pytest.raises(PublishRefused, match=words):
        case.save_revision().publish()


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_page_that_has_the_film_already_is_put_right_and_shows_its_words(case, lapse, is_asked):
    words = lapse(is_asked)
    case.introduction = "Spelt as it should be."
    case.save_revision().publish()
    assert CaseStudyPage.objects.get().introduction == "Spelt as it should be."
    [said] = [finding for finding in case.findings(on=TODAY) if words in finding.text]
    assert not said.stops
    assert "shown to nobody here now" in said.text


def test_but_not_without_words_to_read_and_not_with_another_film(case, course, lapse):
    lapse(True)
    other = factories.case(course, film=factories.film())
    other.film = case.film
    assert "is of real people, and not everyone in it agrees" in " ".join(stops(other))
    case.text_version = ""
    assert "Write a fictional text version" in stops(case)[0]


def test_a_consent_for_another_course_is_none_for_this(case, course):
    case.unpublish()
    person = case.film.participants.get()
    other = course.get_parent()
    factories.agree(person, scope=Scope.THIS_COURSE, course=other.page_ptr)
    assert "That is not this course." in stops(case)[0]
    factories.agree(person, scope=Scope.THIS_COURSE, course=course.page_ptr)
    assert stops(case) == []
    case.is_taster = True
    assert "agreed to be shown to the staff of this course alone" in stops(case)[0]


def test_a_consent_for_one_course_does_not_open_its_taster_to_everyone(case, course, stranger_client):
    url = f"/case-studies/{case.pk}/film/file/"
    case.is_taster = True
    case.save()
    assert stranger_client.get(url).status_code == 200
    factories.agree(case.film.participants.get(), scope=Scope.THIS_COURSE, course=course.page_ptr)
    assert stranger_client.get(url).status_code == 404


def test_a_film_that_is_shown_is_not_said_to_be_real_where_there_is_nothing_else_to_read(
    course, administrator_client
):
    film = factories.film()
    factories.case(course, film=film, text_version="")
    fields = {"title": film.title, "language": "en-GB", "duration": "60", "collection": film.collection_id}
    page = administrator_client.post(reverse("wagtailmedia:edit", args=[film.pk]), fields)
    assert "Write a fictional text version" in html.unescape(page.content.decode())
    assert Film.objects.get().is_fictional


def test_a_preview_shows_what_learners_see(case, administrator):
    assert "<video" in preview(case, administrator)
    said = {"told_on": TODAY, "route": "phone", "by": UserFactory(), "at": AT + DAY}
    consenting.withdraw(participant=case.film.participants.get(), **said)
    page = preview(case, administrator)
    assert "<video" not in page
    assert "Tess is not Sam." in page


def test_an_expert_sees_a_film_in_review_only_while_everyone_agrees(case, course, expert, sign_in):
    course.save_revision()
    Workflow.objects.get(name=BOTH_SIDES).start(course, UserFactory())
    assert sign_in(expert).get(case.film.file.url).status_code == 200
    factories.person_in(case.film, label="Father")
    assert sign_in(expert).get(case.film.file.url).status_code == 404
