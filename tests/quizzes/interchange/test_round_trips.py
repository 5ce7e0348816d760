"""What is written in a format and read again is the same question, whatever signs stand in it."""

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzes.interchange import words
from quizzes.interchange.detect import Format, detect, read, write
from quizzes.interchange.questions import Answer, Item, Kind, Reading, Unreadable
from tests.quizzes.interchange import given as made

FULL = {"level": "further", "sources": ("S58",), "situation": "At home."}


def again(items: list[Item], form: Format) -> tuple[Item, ...]:
    """The items after a journey through a file, in which nothing is amiss."""
    written = write(items, form)
    assert written.problems == ()
    found, reading = read(written.text.encode(), form)
    assert (found, reading.problems) == (form, ())
    return reading.items


def held_by_gift(item: Item) -> Item:
    """The same question without what GIFT has no place for; a model answer stands in the explanation."""
    if item.kind == Kind.REFLECTION:
        told = [item.explanation, *(answer.text for answer in item.answers)]
        item = replace(item, answers=(), explanation="\n\n".join(part for part in told if part))
    return replace(item, pictures=(), units=(), unit_required=False, shuffle=True)


@settings(max_examples=300, deadline=None)
@given(st.lists(made.item(), min_size=1, max_size=3))
def test_gift_gives_the_same_questions_again(items):
    assert again(items, Format.GIFT) == tuple(map(held_by_gift, items))


@settings(max_examples=300, deadline=None)
@given(st.lists(made.item(), min_size=1, max_size=3))
def test_moodle_xml_gives_the_same_questions_again(items):
    assert again(items, Format.MOODLE_XML) == tuple(items)


@settings(max_examples=300, deadline=None)
@given(st.lists(made.item(), min_size=1, max_size=3), st.booleans())
def test_our_own_json_gives_the_same_questions_again(items, is_full):
    items = [replace(item, **FULL) for item in items] if is_full else items
    assert again(items, Format.JSON) == tuple(items)


@settings(max_examples=200, deadline=None)
@given(st.lists(made.item(kinds=(Kind.SINGLE,)), min_size=1, max_size=3))
def test_aiken_gives_the_same_questions_again_as_far_as_it_holds_them(items):
    written = write(items, Format.AIKEN)
    if written.problems:
        return
    _, reading = read(written.text.encode(), Format.AIKEN)
    assert reading.problems == ()
    assert [(one.stem, one.answers) for one in reading.items] == [
        (
            item.stem.replace("\n\n", "\n"),
            tuple(Answer(words.one_line(one.text), made.Fraction(one.share == 1)) for one in item.answers),
        )
        for item in items
    ]


@settings(max_examples=200, deadline=None)
@given(st.lists(made.item(), min_size=1, max_size=2), st.sampled_from([Format.MOODLE_XML, Format.JSON]))
def test_the_format_of_what_is_written_is_seen(items, form):
    assert detect(write(items, form).text) == form


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | made.raw, st.sampled_from(Format))
@example("{" * 500, Format.GIFT)
@example("ANSWER: A", Format.AIKEN)
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(text, form):
    """Never an error: Unreadable is the refusal of a whole file."""
    reading, refusal = Reading(), ""
    try:
        _, reading = read(text.encode(errors="replace"), form)
    except Unreadable as unreadable:
        refusal = str(unreadable)
    assert reading.items or reading.problems or refusal.endswith((".", "!"))
