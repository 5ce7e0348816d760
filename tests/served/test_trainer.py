"""A trainer's whole way, by mouse: a course from nothing, refused, mended, reviewed from both sides, published and taken."""

import re
import secrets

from playwright.sync_api import Browser, expect

from tests.served.hands import Mouse
from tests.served.learner import Learner, make_person
from tests.served.server import Server
from tests.served.trainer import Trainer

ANSWERS = {
    "Who should hear first that a parent is going home?": "Whoever sees the children next",
    "What do you write down of a visit?": "What you saw, and in what order",
    "What is a good first question?": "Who else is at home with you?",
    "Who can say how a child spends the morning?": "The child, and their school",
    "What do two services share first?": "Each other’s telephone numbers",
}
PASTED = "\n\n".join(
    f"{number}. {stem}\nNobody, until they ask for it\n* {right}\n# Yes.\nOnly the person in charge"
    for number, (stem, right) in enumerate(ANSWERS.items(), start=1)
)
VOICES = [
    ("Children’s social worker", "Children’s services"),
    ("School nurse", "Children’s services"),
    ("Approved mental health professional", "Adult services"),
    ("Adult mental health nurse", "Adult services"),
]
MISSING = [
    "a review by someone from adult services",
    "a review by someone from children’s services",
    "outcomes for adult services, for children’s services and for both",
    "a case study with questions, and answers to them from two staff groups or more on each side",
    "a lesson that says who decides what",
]
MALFORMED = """# Said of nothing

What is a good first question?
* Who else is at home with you?
Are you coping?

Who should hear first?
The ward
The school
"""


def trainer(browser: Browser, server: Server, name: str) -> Trainer:
    someone = Trainer(browser.new_context(viewport={"width": 1280, "height": 900}).new_page(), server)
    someone.sign_in(f"{name}@northmoor.example")
    return someone


def test_a_trainer_makes_a_course_that_is_reviewed_published_and_taken(browser: Browser, server: Server):
    title = f"Going home from the ward {secrets.token_hex(3)}"
    author = trainer(browser, server, "trainer")
    build(author, title)
    write_first_module(author)
    write_second_module(author)
    say_what_it_is_for(author)
    ask_for_review(author)
    for reviewer in ("trainer2", "trainer3"):
        approve(trainer(browser, server, reviewer), title)
    publish(author, title)
    take(browser, server, title)


def build(author: Trainer, title: str) -> None:
    """Two modules with every kind of part, in order, as drafts."""
    author.start_course(title)
    author.add_part("Case study", "The Hills at breakfast", to="First module")
    author.add_module("Work it out together")
    author.add_part("Quiz", "Check", to="Work it out together")
    author.add_part("Lesson", "Who decides what", to="Work it out together")
    author.hands.press(author.main.get_by_role("button", name="Move “Who decides what” up"))
    parts = author.main.get_by_role("region", name="Work it out together").locator(".tf-part__title")
    expect(parts).to_have_text(["Who decides what", "Check"])


def write_first_module(author: Trainer) -> None:
    author.open_part("First lesson")
    author.write_rich(author.add_block("body", "Paragraph"), "Ask who else is at home, by name.")
    fact = author.add_block("body", "Key fact")
    author.hands.write(
        fact.get_by_label("Text"), "One child in four has a mother who has had a mental illness."
    )
    author.save()
    author.go_to_builder()
    expect(author.main.get_by_role("link", name=re.compile("has no source. Name one"))).to_be_visible()
    author.open_part("The Hills at breakfast")
    write_case(author)


def write_case(author: Trainer) -> None:
    author.write_rich(author.field("text_version"), "Kian is ten. He is up first, and listens for his mum.")
    for lens, question in {
        "The child": "What is the morning like?",
        "The parent": "What does Dee fear?",
    }.items():
        prompt = author.add_block("prompts")
        author.hands.pick(prompt.get_by_label("Lens"), lens)
        author.hands.write(prompt.get_by_label("Question"), question)
    for group, side in VOICES:
        voice = author.add_block("seed_perspectives")
        author.hands.pick(voice.get_by_label("Staff group"), group)
        author.hands.pick(voice.get_by_label("Side"), side)
        author.hands.write(
            voice.get_by_label("Text"), f"As a {group.lower()} I would ring the other service first."
        )
    author.save()
    author.go_to_builder()


def write_second_module(author: Trainer) -> None:
    author.open_part("Who decides what")
    author.choose_one(author.add_block("body", "Who decides"), "Choose situation", "ward")
    author.save()
    author.go_to_builder()
    author.open_part("Check")
    before = author.hands.clicks
    paste(author, PASTED)
    author.hands.press(author.main.get_by_role("button", name="Add 5 questions to the draft"))
    author.page.wait_for_url("**/edit/")
    assert author.hands.clicks - before <= 15
    author.go_to_builder()


def paste(author: Trainer, text: str) -> None:
    """From a quiz's editor to the preview of what was pasted."""
    author.hands.press(author.main.get_by_role("link", name="Paste questions").last)
    author.hands.write(author.main.get_by_label("Questions"), text)
    author.hands.press(author.main.get_by_role("button", name="Preview"))


def test_fifty_questions_are_pasted_and_those_that_cannot_be_read_wait_to_be_mended(
    browser: Browser, server: Server
):
    author = trainer(browser, server, "trainer")
    author.start_course(f"Pasting {secrets.token_hex(3)}")
    author.add_part("Quiz", "Check", to="First module")
    author.open_part("Check")
    before = author.hands.clicks
    paste(author, "\n\n".join(f"{n}. What is {n}?\n* It is {n}\nIt is not {n}" for n in range(1, 51)))
    author.hands.press(author.main.get_by_role("button", name="Add 50 questions to the draft"))
    author.page.wait_for_url("**/edit/")
    assert author.hands.clicks - before <= 15
    expect(author.page.locator("input[name=questions-count]")).to_have_value("50")
    paste(author, MALFORMED)
    amiss = author.main.locator(".help-warning")
    expect(amiss).to_contain_text("Line 1")
    expect(amiss).to_contain_text("Line 7")
    author.hands.press(author.main.get_by_role("button", name="Add 1 question to the draft"))
    expect(author.page.locator(".messages")).to_contain_text("What could not be read is still here to mend.")
    left = author.main.get_by_label("Questions").input_value()
    assert "Who should hear first?" in left
    assert "good first question" not in left
    author.page.context.close()


def say_what_it_is_for(author: Trainer) -> None:
    """It is refused, in words, for all that is missing; and then all but the reviews is mended."""
    author.hands.press(author.main.get_by_role("link", name="Edit what the course says of itself"))
    author.hands.choose(author.page.get_by_label("For both sides"))
    author.save()
    author.go_to_builder()
    author.hands.press(author.main.get_by_role("link", name="Publish the course"))
    author.hands.press(author.main.get_by_role("button", name="Publish now"))
    refusal = author.main.get_by_role("alert")
    expect(refusal).to_contain_text("It cannot be published yet. Nothing has been published.")
    expect(refusal).to_contain_text("The key fact “One child in four")
    for missing in MISSING[:3]:
        expect(refusal).to_contain_text(missing)
    for there in MISSING[3:]:
        expect(refusal).not_to_contain_text(there)
    mend(author)


def mend(author: Trainer) -> None:
    author.hands.press(author.main.get_by_role("alert").get_by_role("link", name="First lesson"))
    fact = author.page.locator("[data-contentpath='body'] [data-streamfield-child]").last
    author.hands.press(fact.get_by_role("button", name="Add", exact=True))
    author.choose_one(fact, "Choose source", "S1:")
    author.save()
    author.go_to_builder()
    author.hands.press(author.main.get_by_role("link", name="Edit what the course says of itself"))
    for side in ("adult", "children", "both"):
        outcome = author.add_block(f"outcomes_{side}")
        author.hands.write(outcome.get_by_role("textbox"), "Say whom to ring before a parent goes home.")


def ask_for_review(author: Trainer) -> None:
    """From the course's editor, saving it at once."""
    author.hands.press(author.page.get_by_role("button", name="More actions"))
    author.hands.press(author.page.get_by_role("button", name="Submit to Review from both sides"))
    expect(author.page.locator(".messages .success")).to_be_visible()


def approve(reviewer: Trainer, title: str) -> None:
    reviewer.hands.clicks = 0
    reviewer.go_to("In review")
    reviewer.hands.press(reviewer.main.get_by_role("link", name=title))
    reviewer.hands.press(reviewer.main.get_by_role("button", name="Approve"))
    expect(reviewer.page.locator(".messages")).to_contain_text(f"You have approved “{title}”.")
    assert reviewer.hands.clicks == 3
    reviewer.page.context.close()


def publish(author: Trainer, title: str) -> None:
    author.go_to("Courses")
    author.hands.press(author.main.get_by_role("link", name=title))
    author.hands.press(author.main.get_by_role("link", name="Publish the course"))
    author.hands.press(author.main.get_by_role("button", name="Publish now"))
    expect(author.page.locator(".messages")).to_contain_text(f"“{title}” is published. This is version 1.")
    author.page.context.close()


def take(browser: Browser, server: Server, title: str) -> None:
    learner = Learner(browser.new_context().new_page(), server, Mouse)
    learner.sign_in(make_person(server, f"takes-{secrets.token_hex(3)}", "Tamsin Okoro"))
    learner.join(title)
    learner.start()
    learner.take_parts(3)
    learner.hands.press(learner.main.get_by_role("button", name="Start"))
    for number in range(len(ANSWERS)):
        expect(learner.page).to_have_title(re.compile(f"Question {number + 1} of"))
        stem = learner.main.get_by_role("heading", level=1).inner_text().strip()
        learner.hands.choose(learner.main.get_by_label(ANSWERS[stem]))
        learner.hands.press(learner.main.get_by_role("button", name="Save and continue"))
        learner.page.wait_for_load_state()
    learner.hands.press(learner.main.get_by_role("button", name="Send my answers"))
    learner.hands.press(learner.main.get_by_role("link", name="See my certificate"))
    learner.page.wait_for_url("**/certificates/mine/**")
    expect(learner.main).to_contain_text(title)
    learner.page.context.close()
