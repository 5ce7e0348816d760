"""The lesson's page: what it shows, to whom, and at what price."""

import datetime
import json

import pytest
from wagtail.blocks import Block

from courses.lessons import LessonBlocks
from courses.models import LessonPage
from courses.printables import PrintableBlocks
from learning.records import records
from learning.records.models import Completion, Event, Note, Place
from tests.courses import content, factories

LESSON_BLOCKS = sorted(LessonBlocks().child_blocks.items())


def test_a_trainer_chooses_among_at_most_a_dozen_blocks():
    assert len(LESSON_BLOCKS) <= 12


@pytest.mark.parametrize(("name", "block"), LESSON_BLOCKS)
def test_every_block_has_a_template_of_its_name_and_helps_the_trainer_choose(name, block):
    assert block.meta.template == f"courses/blocks/{name}.html"
    assert block.meta.group
    assert block.meta.description
    assert block.meta.icon != "placeholder"


def test_every_block_is_shown(full_lesson, enrolment, learner_client, text):
    words = text(learner_client.get(full_lesson.url))
    said = [
        "Only means asking.",
        "If they would rather not say",
        "Never count a child as protection.",
        "Key fact",
        "(Review of research)",
        "Video feedback",
        "Trial",
        "In adult services",
        "In children’s services",
        "Together",
        "A parent is about to leave a ward.",
        "01632 960111",
        "Name people, not numbers.",
        "Who would know 100% of the rest?",
        "A number where a name should be.",
        "Sam asks whether you have to ring.",
        "I will ring one named person",
        "Pocket card",
    ]
    assert [sentence for sentence in said if sentence not in words] == []


def test_every_sourced_block_names_its_source_with_a_link_and_its_kind(
    full_lesson, enrolment, learner_client, text
):
    source = factories.Source.objects.get()
    named = f'<a class="govuk-link" href="{source.url}" rel="noreferrer">NSPCC briefing</a> (Guideline)'
    words = text(learner_client.get(full_lesson.url))
    assert words.count(f"Source: {named}") == 4
    assert words.count(named) == 5  # and once in the list of the part's sources


def test_beside_its_sources_a_part_says_when_the_evidence_was_checked(
    full_lesson, course, enrolment, learner_client, text
):
    course.evidence_checked_on = datetime.date(2026, 3, 1)
    course.save()
    assert "Evidence checked: March 2026" in text(learner_client.get(full_lesson.url))


def test_a_course_that_has_not_been_checked_says_nothing_of_it(full_lesson, enrolment, learner_client, text):
    assert "Evidence checked" not in text(learner_client.get(full_lesson.url))


def test_a_part_without_sources_does_not_speak_of_evidence(lesson, course, enrolment, learner_client, text):
    course.evidence_checked_on = datetime.date(2026, 3, 1)
    course.save()
    assert "Evidence checked" not in text(learner_client.get(lesson.url))


def test_a_source_that_was_deleted_is_passed_over(full_lesson, enrolment, learner_client, text):
    factories.Source.objects.get().delete()
    response = learner_client.get(full_lesson.url)
    assert response.status_code == 200
    assert "Source:" not in text(response)


def test_picture_to_come_is_shown_to_editors_only(full_lesson, enrolment, learner, learner_client, rf, text):
    assert "A terraced house" not in text(learner_client.get(full_lesson.url))
    request = rf.get(full_lesson.url)
    request.user = learner
    assert "A terraced house" in full_lesson.serve_preview(request_for_preview(request), "").rendered_content


def request_for_preview(request):
    request.is_preview = True
    return request


def test_each_block_is_a_place_to_come_back_to(full_lesson, enrolment, learner_client, text):
    words = text(learner_client.get(full_lesson.url))
    assert f'id="p-{content.ACTIVITY}" data-place' in words
    assert words.count("data-place") == len(full_lesson.body)


def test_nothing_that_follows_from_a_choice_is_on_the_page_before_it(full_lesson, enrolment, learner_client):
    html = learner_client.get(full_lesson.url).content.decode()
    hidden = [
        "Now you must break a promise.",
        "He tells you what it is like.",
        "Reassurance and honesty",
        "course team would",
    ]
    assert [words for words in hidden if words in html] == []


def test_after_a_choice_the_page_says_what_follows(
    full_lesson, enrolment, learner, learner_client, text, now
):
    records.keep_note(
        learner=learner, activity=full_lesson, field=content.SCENARIO, text=content.WRONG, at=now
    )
    words = text(learner_client.get(full_lesson.url))
    assert words.index("You chose") < words.index("Now you must break a promise.")
    assert words.index("Now you must break a promise.") < words.index("Reassurance and honesty")
    assert "The course team would choose this." in words
    assert "The course team would choose this too." not in words


def test_signed_out_someone_is_sent_to_sign_in(lesson, client):
    location = client.get(lesson.url).headers["Location"]
    assert location.startswith("/accounts/login/")
    assert lesson.url in location


def test_someone_who_has_not_joined_is_sent_to_the_course(course, lesson, stranger_client, text):
    response = stranger_client.get(lesson.url, follow=True)
    assert response.redirect_chain == [(course.url, 302)]
    assert "Join the course to open this part." in text(response)


def test_taster_opens_for_anyone_signed_in_and_records_nothing(lesson, stranger_client, text):
    LessonPage.objects.filter(pk=lesson.pk).update(is_taster=True)
    words = text(stranger_client.get(lesson.url))
    assert "You are trying this part." in words
    assert "I have read this" not in words
    assert "tf-place" not in words


def test_part_taken_down_is_not_found(lesson, enrolment, learner_client):
    lesson.unpublish()
    assert learner_client.get(lesson.url).status_code == 404


def test_part_of_a_module_taken_down_is_not_found(lesson, module, enrolment, learner_client):
    module.unpublish()
    assert learner_client.get(lesson.url).status_code == 404


def test_page_says_where_one_is_and_what_stands_either_side(lesson, module, enrolment, learner_client, text):
    second = factories.LessonPageFactory(parent=module, title="Recording", minutes=1)
    third = factories.LessonPageFactory(parent=module, title="Deciding")
    words = text(learner_client.get(second.url))
    assert "Part 2 of 3. Lesson, 1 minute<" in words
    assert f'href="{lesson.url}" rel="prev"' in words
    assert f'href="{third.url}" rel="next"' in words


def test_page_ends_with_one_plain_button(lesson, enrolment, learner_client, text):
    assert text(learner_client.get(lesson.url)).count("I have read this") == 1


def test_completed_part_says_so_and_offers_the_next(
    lesson, module, enrolment, learner, learner_client, text, now
):
    following = factories.LessonPageFactory(parent=module, title="Recording")
    records.complete(learner=learner, activity=lesson, by=learner, at=now)
    words = text(learner_client.get(lesson.url))
    assert "I have read this" not in words
    assert "Completed" in words
    assert f'<a class="govuk-button" href="{following.url}">Next: Recording' in words


def test_renewed_course_asks_for_its_parts_again(
    course, lesson, completed, learner, learner_client, text, now
):
    records.renew(learner=learner, course=course, by=learner, at=now.replace(year=2030))
    assert "I have read this" in text(learner_client.get(lesson.url))


def test_opening_a_part_writes_nothing(full_lesson, enrolment, learner_client):
    before = Event.objects.count()
    learner_client.get(full_lesson.url)
    written = [model.objects.count() for model in (Completion, Note, Place)]
    assert written == [0, 0, 0]
    assert Event.objects.count() == before


def test_preview_shows_the_part_as_a_learner_without_anything_that_can_be_sent(
    full_lesson, enrolment, learner, rf, now
):
    records.keep_note(learner=learner, activity=full_lesson, field="note", text="My own words", at=now)
    request = request_for_preview(rf.get(full_lesson.url))
    request.user = learner
    html = full_lesson.serve_preview(request, "").rendered_content
    main = html[html.index("<main") : html.index("</main>")]
    assert "Only means asking." in main
    assert "My own words" not in main
    assert "/learn/" not in main
    assert "I have read this" not in main


def test_preview_of_a_part_that_was_never_saved_works(module, trainer, rf):
    page = LessonPage(title="New", slug="new", body=json.dumps([content.activity(), content.download()]))
    page.path, page.depth = module.path + "0001", module.depth + 1
    request = request_for_preview(rf.get("/"))
    request.user = trainer
    assert "What does it say?" in page.serve_preview(request, "").rendered_content


def test_lesson_takes_at_most_12_queries_with_1_and_200_parts_and_any_number_of_blocks(
    lesson, module, enrolment, learner, learner_client, queries, now
):
    lesson.body = json.dumps([*content.sourced(factories.SourceFactory()), content.activity()])
    lesson.save()
    records.keep_note(learner=learner, activity=lesson, field="note", text="x", at=now)
    at_one = queries(learner_client, lesson.url)
    lesson.body = json.dumps(
        [block for _ in range(20) for block in content.sourced(factories.SourceFactory())]
    )
    lesson.save()
    for _ in range(199):
        factories.LessonPageFactory(parent=module)
    assert queries(learner_client, lesson.url) == at_one <= 12


def test_blocks_of_a_printed_page_have_templates():
    blocks: list[Block] = list(PrintableBlocks().child_blocks.values())
    assert all(block.meta.template for block in blocks)
