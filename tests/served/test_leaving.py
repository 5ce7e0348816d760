"""“Leave this page”: saves first, goes to a neutral place, and Back does not come here again; on every kind of page."""

import pytest
from playwright.sync_api import Page, expect

from tests.served.hands import Mouse
from tests.served.learner import Learner, make_person
from tests.served.taker import RETURN_MS, Taker, within

COURSE = "/courses/think-child-think-parent-think-family/"
NEUTRAL = "https://www.bbc.co.uk/weather"
WORDS = "This one is close to home."


def context_of(browser, **options):
    """A browser for which the neutral place is there, without any network."""
    context = browser.new_context(**options)
    context.route(
        NEUTRAL, lambda route: route.fulfill(content_type="text/html", body="<title>Weather</title>")
    )
    return context


def leave(page: Page, way: str) -> None:
    if way == "keys":
        for _ in range(3):
            page.keyboard.press("Escape")
    else:
        page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url(NEUTRAL)


def assert_back_is_elsewhere(page: Page, left: str) -> None:
    page.go_back()
    page.wait_for_load_state()
    assert page.url.split("#")[0] != left.split("#")[0]


@pytest.fixture(scope="module")
def person(server) -> str:
    return make_person(server, "leaver", "Lee Leaver")


@pytest.mark.parametrize("way", ["keys", "link"])
def test_what_was_typed_a_moment_ago_is_saved_before_the_page_is_left(way, browser, server, person):
    learner = Learner(context_of(browser).new_page(), server, Mouse)
    learner.sign_in(person)
    learner.page.goto(server.url + COURSE)
    if (join := learner.main.get_by_role("button", name="Join this course")).count():
        join.click()
        learner.page.wait_for_load_state()
    lesson = f"{server.url}{COURSE}see-the-family/two-records-one-house/"
    learner.page.goto(lesson)
    note = learner.main.get_by_role("textbox").last
    note.fill(f"{WORDS} {way}")
    leave(learner.page, way)
    expect(learner.page).to_have_title("Weather")
    assert_back_is_elsewhere(learner.page, lesson)
    learner.page.goto(lesson)
    expect(learner.main.get_by_role("textbox").last).to_have_value(f"{WORDS} {way}")
    learner.page.context.close()


def test_an_answer_chosen_a_moment_ago_is_saved_before_the_quiz_is_left(browser, server):
    taker = Taker(context_of(browser), server, "leaves-a-quiz")
    taker.sign_in()
    taker.open(1)
    left = taker.page.url
    taker.choose(1, 1)
    leave(taker.page, "keys")
    assert within(RETURN_MS, taker.on_server, taker.given) == taker.given
    assert_back_is_elsewhere(taker.page, left)
    taker.context.close()


@pytest.mark.parametrize("way", ["keys", "link"])
def test_a_page_for_families_is_left_without_a_trace_in_history(way, browser, server):
    page = context_of(browser).new_page()
    page.goto(f"{server.url}/families/")
    page.get_by_role("link", name="The look away").click()
    page.wait_for_url("**/the-look-away/")
    left = page.url
    page.keyboard.press("Escape")
    assert page.url == left
    page.wait_for_timeout(2100)  # presses that are far apart do not add up
    leave(page, way)
    assert_back_is_elsewhere(page, left)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.context.close()


def test_without_a_script_the_way_out_is_a_plain_link(browser, server):
    page = context_of(browser, java_script_enabled=False).new_page()
    page.goto(f"{server.url}/families/the-look-away/")
    leave(page, "link")
    assert page.title() == "Weather"
    page.context.close()
