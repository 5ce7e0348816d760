"""An editor sees a case study as it will be, before it is published, and nothing is recorded."""

from casestudies.models import Reflection
from learning.records.models import Completion, Event, Place
from tests.casestudies import factories


def preview(page, person) -> str:
    request = factories.request_of(person)
    response = page.make_preview_request(original_request=request, preview_mode="")
    assert response.status_code == 200
    return response.content.decode()


def test_a_draft_can_be_previewed_by_someone_who_is_not_on_the_course(case, administrator):
    case.live = False
    page = preview(case, administrator)
    assert "Preview, as adult services staff see it. Nothing is kept or completed here." in page
    assert "What was it like for Joel?" in page


def test_a_preview_plays_the_film_through_the_admin(case, administrator):
    page = preview(case, administrator)
    assert f'src="{case.film.file.url}"' in page
    assert f"/case-studies/{case.pk}/film/" not in page
    assert "data-keep" not in page


def test_a_preview_of_a_written_case_shows_the_case(course, administrator):
    assert "Priya has come for Joel" in preview(factories.case(course, film=None), administrator)


def test_a_preview_records_nothing(case, administrator):
    preview(case, administrator)
    kinds = (Reflection, Completion, Event, Place)
    assert [kind.objects.count() for kind in kinds] == [0] * len(kinds)


def test_an_editor_opens_the_page_for_editing(case, administrator_client):
    response = administrator_client.get(f"/admin/pages/{case.pk}/edit/")
    assert response.status_code == 200
    assert b"Take it out there" not in response.content
    assert b"For trainers alone." in response.content
