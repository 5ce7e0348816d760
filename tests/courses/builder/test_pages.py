"""The builder as a trainer meets it: its pages, and what they send."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from courses.models import CoursePage
from learning.records import records
from tests.courses import factories as courses
from tests.courses.builder.conftest import plant
from tests.factories import UserFactory


def main(response) -> str:
    html = response.content.decode()
    return " ".join(html[html.index("<main") : html.index("</main>")].split())


@pytest.fixture
def open_builder(writer_client):
    return lambda course: main(writer_client.get(reverse("course_builder", args=[course.pk])))


@pytest.fixture
def send(writer_client):
    """send(built, "step_page", "A", direction="up"): the page that answers, in words."""

    def post(built, name, which=None, **data):
        args = [built.course.pk, *([built[which].pk] if which else [])]
        data = {"seen": built.order()} | data
        return main(writer_client.post(reverse(name, args=args), data, follow=True))

    return post


# The list


def test_a_trainer_who_has_no_course_is_told_how_to_start(catalogue, writer_client):
    words = main(writer_client.get(reverse("courses_in_admin")))
    assert "You are not writing a course yet" in words
    assert reverse("new_course") in words


def test_where_there_is_no_catalogue_no_course_can_be_started(home, administrator_client):
    assert reverse("new_course") not in main(administrator_client.get(reverse("courses_in_admin")))
    response = administrator_client.get(reverse("new_course"), follow=True)
    assert "There is no page for courses yet" in main(response)


def test_the_list_says_what_is_in_each_course_and_how_many_people_are_on_it(
    built, writer_client, learner, now
):
    for person in (learner, UserFactory()):
        records.enrol(learner=person, course=built.course, by=person, at=now)
    for title in "ABC":
        records.complete(learner=learner, activity=built[title], by=learner, at=now)
    words = main(writer_client.get(reverse("courses_in_admin")))
    assert "3 parts, 75 minutes" in words
    assert "1 part-way, 1 completed" in words
    assert learner.name not in words


def test_the_list_counts_what_is_not_published_and_names_a_course_by_its_draft(built, writer_client):
    for title in "ABC":
        built[title].get_latest_revision().publish()
    built.course.title = "A better title"
    built.course.save_revision()
    words = main(writer_client.get(reverse("courses_in_admin")))
    assert "A better title" in words
    assert "2 pages with something unpublished" in words


def test_the_list_takes_as_many_queries_for_many_courses_as_for_one(built, catalogue, writer_client, queries):
    one = queries(writer_client, reverse("courses_in_admin"))
    for _ in range(3):
        plant(courses.CoursePageFactory(parent=catalogue), {"One": ["lesson A"]})
    assert queries(writer_client, reverse("courses_in_admin")) == one


# One course


def test_the_builder_shows_every_part_with_its_kind_minutes_and_state(built, open_builder):
    words = open_builder(built.course)
    assert [words.index(f">{title}</a>") for title in "ABC"] == sorted(
        words.index(f">{t}</a>") for t in "ABC"
    )
    for word in ("Lesson", "Case study", "Quiz", "10 min", "Live, changed since"):
        assert word in words
    assert "Its parts add up to 30." in words


def test_the_builder_of_a_course_without_modules_says_so(course, open_builder):
    assert "This course has no modules yet" in open_builder(course)


def test_an_empty_module_says_what_to_add(course, open_builder):
    assert "Nothing in this module yet" in open_builder(plant(course, {"One": []}).course)


def test_titles_are_shown_as_they_are_written(course, open_builder):
    title = "<script>alert(1)</script> " + "y" * 200
    assert "&lt;script&gt;alert(1)&lt;/script&gt; yyy" in open_builder(plant(course, {title: []}).course)


def test_a_part_that_someone_else_holds_says_so(built, open_builder):
    Page.objects.filter(pk=built["A"].pk).update(locked=True, locked_by=UserFactory())
    assert open_builder(built.course).count("Locked by someone else") == 1


def test_what_would_take_a_module_with_parts_away_is_not_offered_to_a_trainer(built, open_builder):
    words = open_builder(built.course)
    assert reverse("wagtailadmin_pages:delete", args=[built["A"].pk]) in words
    assert reverse("wagtailadmin_pages:delete", args=[built["One"].pk]) not in words


def test_the_page_takes_as_many_queries_for_many_parts_as_for_one_of_each_kind(
    built, catalogue, writer_client, queries
):
    few, many = (
        plant(
            courses.CoursePageFactory(parent=catalogue),
            {
                f"Module {n}": [f"lesson L{n}", f"case K{n}", f"sides S{n}", f"quiz Q{n}"]
                for n in range(count)
            },
        )
        for count in (1, 4)
    )
    few = queries(writer_client, reverse("course_builder", args=[few.course.pk]))
    assert queries(writer_client, reverse("course_builder", args=[many.course.pk])) == few


# Sending


def test_a_module_and_a_part_are_added_from_the_page(built, send, writer_client):
    assert "“Three” is there, as a draft." in send(built, "add_module", title="Three")
    url = reverse("add_part", args=[built.course.pk, built["One"].pk])
    answer = writer_client.post(url, {"title": "New", "kind": "quiz", "after": built["A"].pk})
    part = Page.objects.get(title="New")
    assert (
        answer.headers["Location"] == reverse("course_builder", args=[built.course.pk]) + f"#page-{part.pk}"
    )
    assert built.titles() == ["One", "  A", "  New", "  B", "Two", "  C", "Three"]


@pytest.mark.parametrize("title", ["", "   ", "x" * 256])
def test_a_title_that_is_missing_or_too_long_is_refused_in_words(title, built, writer_client):
    url = reverse("add_module", args=[built.course.pk])
    assert "Title: " in main(writer_client.post(url, {"title": title}, follow=True))
    assert built.titles() == ["One", "  A", "  B", "Two", "  C"]


def test_a_part_of_a_kind_that_there_is_not_is_refused(built, writer_client):
    url = reverse("add_part", args=[built.course.pk, built["One"].pk])
    assert "Kind: " in main(writer_client.post(url, {"title": "New", "kind": "film"}, follow=True))
    assert not Page.objects.filter(title="New").exists()


def test_a_part_is_moved_by_its_button_and_the_page_says_so(built, send):
    assert "“B” has been moved." in send(built, "step_page", "B", direction="up")
    assert built.titles() == ["One", "  B", "  A", "Two", "  C"]


def test_a_part_is_moved_by_dragging(built, send):
    assert "“C” has been moved." in send(built, "move_page", "C", before=built["A"].pk)
    assert built.titles() == ["One", "  C", "  A", "  B", "Two"]


def test_a_stale_page_moves_nothing_and_shows_the_order_as_it_is(built, send):
    seen = built.order()
    send(built, "step_page", "B", direction="up")
    words = send(built, "step_page", "C", direction="up", seen=seen)
    assert "Someone else rearranged this course while you were looking at it. Nothing was moved." in words
    assert built.titles() == ["One", "  B", "  A", "Two", "  C"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("step_page", {"direction": "sideways"}),
        ("step_page", {"seen": "", "direction": "up"}),
        ("move_page", {}),
        ("move_page", {"before": "1", "into": "2"}),
        ("move_page", {"before": "9" * 5000}),
        ("use_minutes", {"minutes": "0"}),
        ("use_minutes", {"minutes": "many"}),
    ],
)
def test_a_form_that_makes_no_sense_is_refused_in_words_and_changes_nothing(name, data, built, send):
    send(built, name, "B", **data)
    assert built.titles() == ["One", "  A", "  B", "Two", "  C"]
    assert built.draft("B").minutes == 10


def test_the_minutes_that_are_suggested_are_used_by_one_button(built, send):
    assert "“C” now says 1 minute, in its draft." in send(built, "use_minutes", "C", minutes=1)
    assert built.draft("C").minutes == 1


def test_a_part_is_duplicated_from_the_page(built, send):
    assert "It has no records of what people did" in send(built, "duplicate_page", "A")
    assert "  A (copy)" in built.titles()


def test_a_part_is_deleted_from_the_page_unless_people_have_records_there(built, writer_client, learner, now):
    records.enrol(learner=learner, course=built.course, by=learner, at=now)
    records.complete(learner=learner, activity=built["A"], by=learner, at=now)
    builder = reverse("course_builder", args=[built.course.pk])
    for title in "AC":
        url = f"{reverse('wagtailadmin_pages:delete', args=[built[title].pk])}?next={builder}"
        assert url in writer_client.get(builder).content.decode()
        response = writer_client.post(url, follow=True)
        assert response.redirect_chain[-1][0] == builder
        assert ("“A” cannot be deleted: there are records" in main(response)) is (title == "A")
    assert built.titles() == ["One", "  A", "  B", "Two"]


def test_on_a_live_course_the_checks_are_of_the_next_material_change(built, open_builder):
    """Reviews count for one version: to call those of the next one missing would deny the last."""
    page = open_builder(built.course)
    assert "What a material change needs" in page
    assert "Missing:" not in page
    Page.objects.filter(pk=built.course.pk).update(live=False)
    page = open_builder(built.course)
    assert "Is it joint?" in page
    assert "Missing:" in page


def test_nothing_is_estimated_of_a_course_with_nothing_written(catalogue, writer_client):
    data = {"title": "Afresh", "start": "blank"}
    page = main(writer_client.post(reverse("new_course"), data, follow=True))
    assert "we would say" not in page


# A new course


def test_a_course_is_started_from_a_skeleton(catalogue, writer_client):
    response = writer_client.post(reverse("new_course"), {"title": "Afresh", "start": "joint"}, follow=True)
    assert "Nobody sees it until you publish it" in main(response)
    assert CoursePage.objects.get(title="Afresh").get_descendants().count() == 6


def test_a_course_is_started_from_another(built, writer_client):
    page = main(writer_client.get(reverse("new_course"), {"from": built.course.pk}))
    assert f'<option value="{built.course.pk}" selected' in page
    data = {"title": "Afresh", "start": "copy", "original": built.course.pk}
    writer_client.post(reverse("new_course"), data)
    assert CoursePage.objects.get(title="Afresh").get_descendants().count() == 5


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": "", "start": "blank"}, "This field is required"),
        ({"title": "Afresh", "start": "copy"}, "Choose the course to copy."),
        ({"title": "Afresh", "start": "elsewhere"}, "Select a valid choice"),
        ({"title": "Afresh", "start": "copy", "original": "999999"}, "Select a valid choice"),
    ],
)
def test_a_course_that_cannot_be_started_says_why_and_keeps_what_was_typed(data, words, built, writer_client):
    page = main(writer_client.post(reverse("new_course"), data))
    assert words in page
    assert f'value="{data["title"]}"' in page or not data["title"]
    assert CoursePage.objects.count() == 1


def test_without_a_course_there_is_none_to_copy(catalogue, writer_client):
    assert "A copy of a course" not in main(writer_client.get(reverse("new_course")))


# Ways in


def test_every_page_of_a_course_leads_to_its_builder(built, writer_client):
    for page in (built.course, *built.pages.values()):
        editor = writer_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        assert reverse("course_builder", args=[built.course.pk]) in editor


def test_a_course_in_the_list_of_pages_leads_to_its_builder(built, writer_client):
    pages = writer_client.get(reverse("wagtailadmin_explore", args=[built.course.get_parent().pk]))
    assert reverse("course_builder", args=[built.course.pk]) in pages.content.decode()


def test_a_page_outside_courses_leads_to_no_builder(home, administrator_client):
    editor = administrator_client.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).content.decode()
    assert "Course builder" not in editor
