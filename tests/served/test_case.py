"""A case in a real browser, through all its voices and where its film stops: by keyboard alone, and without scripts."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.served.hands import Keyboard, Mouse
from tests.served.learner import Learner, make_person
from tests.served.server import Server
from tests.served.test_film import seek, state, until
from tests.served.watch import Watch

JOIN = """
from django.utils import timezone
from casestudies.models import CaseStudyPage
from learning.people.models import User
from learning.records import records
page = CaseStudyPage.objects.live().get(slug="ask-me-what-i-know")
person = User.objects.get(email={email!r})
records.enrol(learner=person, course=page.programme(), by=person, at=timezone.now())
print(page.url)
"""
TWO_FILMS = """
from django.utils import timezone
from casestudies.models import CaseStudyPage, Film
from courses.models import CoursePage, ModulePage
from learning.people.models import PracticeGroup, User
from learning.records import records
index = CoursePage.objects.live().order_by("path")[0].get_parent()
course = index.add_child(instance=CoursePage(title="Kinds of voices", minutes=10))
module = course.add_child(instance=ModulePage(title="Two films"))
nurse = PracticeGroup.objects.order_by("pk")[0]
films = Film.objects.filter(is_fictional=True).order_by("pk")
film = films.filter(file__endswith="ask_me_what_i_know.mp4")[0]
voice = films.filter(file__endswith="the_look_away.mp4")[0]
page = module.add_child(instance=CaseStudyPage(
    title="Two films", minutes=5, film=film,
    moments=[("moment", {"title": "The visit", "at": "0:04"}), ("moment", {"title": "After it", "at": "1:00"})],
    voices=[("film", {"who": "Priya", "practice_group": nurse, "film": voice, "starts": ["0:05", "1:00"]})],
    prompts=[("prompt", {"lens": "child", "question": "What was it like?"})],
    pause_points=[("prompt", {"at": "0:09", "who": "Priya", "words": "What did you see?"})],
))
records.enrol(learner=User.objects.get(email=EMAIL), course=course, by=None, at=timezone.now())
print(page.url)
"""
OTHERS = ("Marcus Bell", "Hannah Osei", "Aisha Karim")
MOMENT = "Not your job"


def at_the_case(page: Page, server: Server, who: str, hands) -> Learner:
    email = make_person(server, who, "Cass Case")
    address = server.run(JOIN.format(email=email))
    learner = Learner(page, server, hands)
    learner.sign_in(email)
    page.goto(server.url + address)
    return learner


def play_from(page: Page, second: float) -> None:
    seek(page, second)
    page.evaluate("document.querySelector('video').play()")


def kept_in(page: Page) -> int:
    """Of how many cases the browser keeps who was heard."""
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('tf-heard:')).length")


def voice(learner: Learner, who: str):
    return learner.main.get_by_role("navigation", name="Voices").get_by_role("link", name=who)


def moment(learner: Learner):
    return learner.main.get_by_role("navigation", name="Moments of the story").locator("[aria-current]")


def test_a_case_through_all_its_voices_and_pauses_by_keyboard_alone(browser: Browser, server: Server):
    context = browser.new_context()
    watch = Watch(context, server.url)
    learner = at_the_case(watch.page, server, "voices", Keyboard)
    main, page = learner.main, learner.page
    page.wait_for_selector("[data-film-speed]:visible")
    first, second = (re.compile(f"Pause {number} of 2") for number in (1, 2))
    expect(main.get_by_role("heading", name=first)).to_be_hidden()

    seek(page, 110)
    expect(main.get_by_text("2 questions are waiting below.")).to_be_visible()
    page.reload()
    expect(main.get_by_role("heading", name=first)).to_be_hidden()

    play_from(page, 57)
    expect(main.get_by_role("heading", name=first)).to_be_focused(timeout=20_000)
    assert state(page, "paused")
    learner.hands.write(main.get_by_label("Two records, one house."), "Who else is at home.")
    learner.hands.press(main.get_by_role("button", name="Save", exact=True))
    learner.hands.press(main.get_by_role("button", name="Go on with the film"))
    until(page, "paused === false")

    play_from(page, 102)
    expect(main.get_by_role("heading", name=second)).to_be_focused(timeout=20_000)
    learner.hands.press(main.get_by_role("button", name="Skip for now"))
    expect(main.get_by_text("1 question is waiting below.")).to_be_visible()
    until(page, "paused === false && document.querySelector('video').currentTime > 105")

    for who in OTHERS:
        expect(main.get_by_text(re.compile(f"you have not yet heard .*{who}"))).to_be_visible()
        learner.hands.press(voice(learner, who))
        expect(main.get_by_role("heading", name=MOMENT).locator("visible=true")).to_be_focused()
        expect(moment(learner)).to_have_text(MOMENT)
    assert state(page, "paused")
    expect(main.get_by_text("You have heard everyone.")).to_be_visible()
    learner.hands.press(voice(learner, "The film"))
    assert 105 < state(page, "currentTime") < 120

    learner.hands.press(main.get_by_role("button", name="Check my answer"))
    expect(main.locator(".govuk-error-summary")).to_be_focused()
    assert watch.look() == []
    page.set_viewport_size({"width": 1280, "height": 900})
    learner.hands.choose(main.get_by_role("radio", name=re.compile("Pass it on")))
    learner.hands.press(main.get_by_role("button", name="Check my answer"))
    expect(main.get_by_text("Right", exact=True)).to_be_visible()
    expect(main.get_by_role("heading", name=second)).to_be_focused()
    assert watch.look() == []
    assert (
        watch.open(page.url.removeprefix(server.url).partition("?")[0] + "?voice=marcus-bell&moment=4") == []
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    learner.answer_case()
    expect(main.get_by_text("You heard everyone before you decided.")).to_be_visible()
    assert kept_in(page) == 1
    learner.hands.press(page.get_by_role("button", name="Sign out"))
    page.wait_for_url(lambda url: "/courses/" not in url)
    assert kept_in(page) == 0
    context.close()


def test_a_case_through_a_voice_and_a_pause_without_scripts(browser: Browser, server: Server):
    context = browser.new_context(java_script_enabled=False)
    learner = at_the_case(context.new_page(), server, "bare-voices", Mouse)
    main, page = learner.main, learner.page
    moments = main.get_by_role("navigation", name="Moments of the story")
    moments.get_by_role("link", name=MOMENT).click()
    assert page.locator("video").first.get_attribute("src").endswith("#t=104")
    voice(learner, "Marcus Bell").click()
    expect(main.locator("section[aria-current]:visible")).to_contain_text(
        "She told him that it was not his fault."
    )
    expect(moment(learner)).to_have_text(MOMENT)
    voice(learner, "The film").click()
    expect(main.get_by_role("button", name="Skip for now")).to_be_hidden()
    main.get_by_role("button", name="Check my answer").click()
    expect(main.get_by_role("alert")).to_contain_text("Choose an answer.")
    main.get_by_role("radio", name=re.compile("Keep it to herself")).check(force=True)
    main.get_by_role("button", name="Check my answer").click()
    expect(main.get_by_text("He trusted her with something that adults have to act on.")).to_be_visible()
    context.close()


def test_a_second_film_has_its_own_words_place_and_pause_by_keyboard_alone(
    browser: Browser, server: Server, away
):
    context = browser.new_context()
    watch = Watch(context, server.url)
    page = watch.page
    email = make_person(server, "two-films", "Cass Case")
    address = server.run(f"EMAIL = {email!r}\n{TWO_FILMS}")
    learner = Learner(page, server, Keyboard)
    learner.sign_in(email)
    page.goto(server.url + address)
    page.wait_for_selector("[data-film-speed]:visible")
    press, priya = learner.hands.press, page.locator("#voice-priya")
    press(voice(learner, "Priya"))
    expect(priya.get_by_role("heading", name="Priya")).to_be_focused()
    learner.hands.write(priya.get_by_label("Find in the transcript"), "Joel")
    expect(priya.locator("[data-found]")).to_contain_text("times in the transcript")

    press(priya.locator("[data-cue] a").first)
    pause = priya.get_by_role("heading", name="Pause 1 of 1, at 0:09")
    expect(pause).to_be_focused(timeout=20_000)
    assert state(page, "paused", film=1)
    expect(priya.locator(".tf-cue--now")).to_contain_text("Tess was referred")
    expect(learner.main.get_by_text("Before you decide: you have not yet heard the film.")).to_be_visible()
    learner.hands.write(priya.get_by_label("What did you see?"), "He looked away.")
    press(priya.get_by_role("button", name="Save", exact=True))
    expect(pause).to_be_focused()
    with page.expect_response("**/played/?film=*"):
        press(priya.get_by_role("button", name="Go on with the film"))
        until(page, "currentTime > 10", film=1)
        page.evaluate("document.querySelectorAll('video')[1].pause()")
    expect(priya.get_by_text("What you have played:")).to_be_visible()
    assert watch.look() == []

    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(server.url + address)
    page.wait_for_selector("[data-film-speed]:visible")
    assert int(page.locator("#film-priya").get_attribute("data-resume")) >= 10
    press(page.locator("#film [data-transcript] > summary"))
    expect(learner.main.get_by_text("You have heard everyone.")).to_be_visible()
    assert watch.look() == []
    context.close()
