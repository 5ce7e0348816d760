"""Sources: when they are due, and what the admin shows and refuses."""

import datetime
import json

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from learning.site.models import Source
from tests.courses import content
from tests.courses.factories import SourceFactory

TODAY = datetime.date(2027, 3, 3)
DAY = datetime.timedelta(days=1)
LIST = "wagtailsnippets_site_source:list"


@pytest.fixture(autouse=True)
def _on_the_third_of_march(time_machine):
    time_machine.move_to(datetime.datetime(2027, 3, 3, 10, 0, tzinfo=datetime.UTC), tick=False)


@pytest.fixture
def cited(indexed, lessons):
    """cited(source, publish=True): the source stands in the first lesson."""

    def cite(source, *, publish: bool = True):
        lessons[0].body = json.dumps(content.sourced(source))
        revision = lessons[0].save_revision()
        if publish:
            revision.publish()
        return lessons[0]

    return cite


def rows(client, query: str = "") -> str:
    return client.get(reverse(LIST) + query).content.decode()


def url(name: str, source) -> str:
    return reverse(f"wagtailsnippets_site_source:{name}", args=[source.pk])


def form(**fields) -> dict:
    return {
        "code": "S1",
        "title": "A title",
        "strength": "review",
        "url": "",
        "published": "",
        "accessed_on": "",
        "review_on": "",
    } | fields


# Due


@pytest.mark.parametrize(
    ("review_on", "is_due"), [(TODAY - DAY, True), (TODAY, True), (TODAY + DAY, False), (None, False)]
)
def test_a_source_is_due_from_its_review_date_on(db, review_on, is_due):
    source = SourceFactory(review_on=review_on)
    assert source.is_due_for_review(on=TODAY) is is_due
    assert list(Source.objects.due_for_review(on=TODAY)) == ([source] if is_due else [])


@pytest.mark.parametrize("dates", [{"review_on": TODAY}, {"accessed_on": TODAY}, {}])
def test_either_date_may_be_missing(db, dates):
    assert SourceFactory(**dates).pk


def test_a_source_is_reviewed_after_it_was_read(db):
    SourceFactory(accessed_on=TODAY, review_on=TODAY + DAY)
    with pytest.raises(IntegrityError, match="a_source_is_reviewed_after_it_was_read"), transaction.atomic():
        SourceFactory(accessed_on=TODAY, review_on=TODAY)


# The list


def test_the_list_says_what_is_due_and_in_how_many_pages_each_is_used(trainer_client, home, cited):
    cited(SourceFactory(code="S1", title="Overdue", review_on=TODAY - DAY))
    SourceFactory(code="S2", title="In time", review_on=TODAY + DAY, strength="trial")
    SourceFactory(code="S3", title="Undated")
    words = rows(trainer_client)
    for said in ("Due since 2 March 2027", "1 page", "4 March 2027", "No date", "No page", "Trial"):
        assert said in words


def test_the_list_can_be_cut_to_what_is_due(trainer_client, home):
    SourceFactory(title="Overdue", review_on=TODAY)
    SourceFactory(title="In time", review_on=TODAY + DAY)
    words = rows(trainer_client, "?review=due")
    assert "Overdue" in words
    assert "In time" not in words


@pytest.mark.parametrize("query", ["S58", "prevalence", "example.org/abel"])
def test_a_source_is_found_by_code_title_and_address_within_what_is_due(query, trainer_client, home):
    fields = {"review_on": TODAY, "title": "Prevalence of illness", "url": "https://example.org/abel"}
    SourceFactory(code="S58", **fields)
    SourceFactory(code="S59", title="Another", review_on=TODAY)
    words = rows(trainer_client, f"?q={query}&review=due")
    assert "Prevalence of illness" in words
    assert "Another" not in words


def test_the_list_takes_as_many_queries_for_1_and_for_15_sources(trainer_client, count_queries, cited, home):
    cited(SourceFactory())
    at_one = count_queries(trainer_client, reverse(LIST))
    for _ in range(14):
        SourceFactory(review_on=TODAY)
    assert count_queries(trainer_client, reverse(LIST)) == at_one


# Its page


def test_a_sources_page_names_where_it_stands_with_a_way_to_the_editor(administrator_client, cited):
    source = SourceFactory()
    lesson = cited(source)
    words = administrator_client.get(url("edit", source)).content.decode()
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert f'<a href="{address}">Lesson 1</a> (Lesson: live)' in words


def test_a_draft_is_named_too(administrator_client, cited):
    source = SourceFactory()
    cited(source, publish=False)
    words = administrator_client.get(url("edit", source)).content.decode()
    assert "(Lesson: only in changes that are not published yet)" in words


def test_whoever_may_not_edit_a_page_is_told_of_it_without_a_way_there(trainer_client, cited):
    source = SourceFactory()
    lesson = cited(source)
    words = trainer_client.get(url("edit", source)).content.decode()
    assert "Lesson 1 (Lesson: live)" in words
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) not in words


def test_a_source_used_nowhere_says_so_and_a_new_one_says_nothing(trainer_client, home):
    assert "Nothing uses it yet." in trainer_client.get(url("edit", SourceFactory())).content.decode()
    new = trainer_client.get(reverse("wagtailsnippets_site_source:add")).content.decode()
    assert "Nothing uses it yet." not in new


def test_wagtails_own_page_of_uses_names_the_lesson(administrator_client, cited):
    source = SourceFactory()
    cited(source)
    assert "Lesson 1" in administrator_client.get(url("usage", source)).content.decode()


def test_a_trainer_adds_and_changes_a_source(trainer_client, home):
    trainer_client.post(reverse("wagtailsnippets_site_source:add"), form(review_on="2028-01-01"))
    source = Source.objects.get()
    assert source.review_on == datetime.date(2028, 1, 1)
    trainer_client.post(url("edit", source), form(title="Another title"))
    source.refresh_from_db()
    assert (source.title, source.review_on) == ("Another title", None)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"accessed_on": "2099-01-01"}, "This day has not come yet."),
        (
            {"accessed_on": "2027-03-01", "review_on": "2027-03-01"},
            "The review date should be later than the day it was read.",
        ),
        ({"code": "S58"}, "already exists"),
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_is_lost(fields, words, trainer_client, home):
    SourceFactory(code="S58")
    response = trainer_client.post(reverse("wagtailsnippets_site_source:add"), form(**fields))
    page = response.content.decode()
    assert words in page
    assert "A title" in page
    assert Source.objects.count() == 1


# Deleting


@pytest.mark.parametrize("publish", [True, False], ids=["live", "draft"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_source_in_use_is_not_deleted_and_the_admin_says_where_it_stands(
    method, publish, administrator_client, cited
):
    source = SourceFactory(code="S58", title="Prevalence")
    cited(source, publish=publish)
    response = getattr(administrator_client, method)(url("delete", source), follow=True)
    words = "“S58: Prevalence” cannot be deleted: it is used in “Lesson 1”. Take it out there first."
    assert words in response.content.decode()
    assert Source.objects.filter(pk=source.pk).exists()


def test_several_sources_are_deleted_all_or_none(administrator_client, cited):
    used, unused = SourceFactory(), SourceFactory()
    cited(used)
    address = reverse("wagtail_bulk_action", args=["site", "source", "delete"])
    response = administrator_client.post(f"{address}?id={used.pk}&id={unused.pk}", follow=True)
    assert f"“{used}” cannot be deleted" in response.content.decode()
    assert Source.objects.count() == 2


def test_a_source_used_nowhere_can_be_deleted(administrator_client, home):
    source = SourceFactory()
    administrator_client.post(url("delete", source))
    assert not Source.objects.exists()


def test_a_trainer_deletes_no_source(trainer_client, home):
    source = SourceFactory()
    trainer_client.post(url("delete", source))
    assert Source.objects.filter(pk=source.pk).exists()
