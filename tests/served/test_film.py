"""The film in a real browser: it plays, seeks by ranges, resumes, and its transcript follows."""

import re
import time

from playwright.sync_api import expect

from tests.served.hands import Mouse
from tests.served.learner import Learner, make_person

COURSE = "The first relationship: insecure attachment without the labels"


def film_page(browser, server, who: str) -> tuple[Learner, str]:
    """Someone at the page of the film, and their e-mail."""
    email = make_person(server, who, "Fran Film")
    learner = Learner(browser.new_context().new_page(), server, Mouse)
    learner.sign_in(email)
    learner.join(COURSE)
    learner.page.goto(f"{server.url}/courses/the-first-relationship/")
    learner.main.get_by_role("link", name=re.compile("look away")).first.click()
    learner.page.wait_for_selector("[data-film-speed]:visible")  # film.js is at work
    return learner, email


def until(page, what: str, seconds: float = 20, *, film: int = 0) -> None:
    """Wait for something to be true of the film, asking from outside: the page's own policy forbids eval."""
    deadline = time.monotonic() + seconds
    while not state(page, what, film=film):
        assert time.monotonic() < deadline, what
        page.wait_for_timeout(100)


def state(page, what: str, *, film: int = 0):
    return page.evaluate(f"document.querySelectorAll('video')[{film}].{what}")


def seek(page, seconds: float) -> None:
    page.evaluate(
        "seconds => new Promise(done => { const film = document.querySelector('video');"
        "film.addEventListener('seeked', done, {once: true}); film.currentTime = seconds; })",
        seconds,
    )


def test_the_film_plays_and_seeks_by_ranges(browser, server):
    learner, email = film_page(browser, server, "plays")
    statuses = []
    learner.page.on("response", lambda answer: "/film/" in answer.url and statuses.append(answer.status))
    learner.page.evaluate("document.querySelector('video').play()")
    until(learner.page, "currentTime > 1")
    seek(learner.page, 120)
    assert 119 < state(learner.page, "currentTime") < 125
    assert state(learner.page, "seekable.end(0)") > 180
    assert state(learner.page, "error") is None
    assert set(statuses) <= {206}
    learner.page.context.close()


def test_the_transcript_seeks_and_follows(browser, server):
    learner, email = film_page(browser, server, "follows")
    learner.main.locator(".tf-transcript a[data-seconds]").get_by_text("1:00").first.click()
    until(learner.page, "currentTime >= 59")
    expect(learner.main.locator("[aria-current]").first).to_be_visible()
    learner.page.context.close()


def test_the_film_resumes_where_it_was_left_in_another_browser(browser, server):
    learner, email = film_page(browser, server, "resumes")
    seek(learner.page, 75)
    with learner.page.expect_response("**/played/"):
        learner.page.evaluate("document.querySelector('video').play()")
        until(learner.page, "currentTime > 76")
        learner.page.evaluate("document.querySelector('video').pause()")
    where = learner.page.url
    learner.page.context.close()
    again = Learner(browser.new_context().new_page(), server, Mouse)
    again.sign_in(email)
    again.page.goto(where)
    until(again.page, "currentTime > 70")
    again.page.context.close()


def test_a_film_that_is_withdrawn_while_someone_watches_says_so_and_leads_to_the_words(browser, server):
    """The film of the demonstration stands for one of real people for as long as this takes."""
    learner, _ = film_page(browser, server, "withdrawn")
    server.run("from casestudies.models import Film\nFilm.objects.update(is_fictional=False)\nprint('real')")
    try:
        learner.page.evaluate("document.querySelector('video').currentTime = 170")
        learner.page.evaluate("document.querySelector('video').play().catch(() => {})")
        gone = learner.main.locator("[data-film-gone]")
        expect(gone).to_contain_text("This film is no longer available.", timeout=30_000)
        expect(learner.main.locator("video, .tf-transcript")).to_have_count(0)
        gone.get_by_role("link", name="Read the case instead").click()
        expect(learner.main.get_by_text("Read a fictional version of the case instead")).to_be_visible()
        expect(learner.main.get_by_role("heading", name="The case", exact=True)).to_be_visible()
    finally:
        server.run(
            "from casestudies.models import Film\nFilm.objects.filter(participants=None).update(is_fictional=True)\nprint('fictional')"
        )
        learner.page.context.close()


def test_what_is_played_is_shown_though_a_message_was_lost_and_is_forgotten_on_request(browser, server):
    learner, email = film_page(browser, server, "keeps")
    page, played = learner.page, learner.main.locator("[data-played]")
    expect(played).to_be_hidden()
    page.route("**/played/", lambda route: route.abort())
    page.evaluate("document.querySelector('video').play()")
    until(page, "currentTime > 2")
    seek(page, 150)
    page.evaluate("document.querySelector('video').pause()")
    page.wait_for_timeout(300)
    assert unsent(page) == 1
    page.unroute("**/played/")
    with page.expect_response("**/played/"):
        learner.page.goto(f"{server.url}/my-learning/")
    page.go_back()
    page.reload()
    expect(played).to_contain_text(re.compile(r"What you have played: \d seconds of 3 minutes 8 seconds"))
    assert unsent(page) == 0
    learner.hands.press(played.get_by_role("button", name="Erase it"))
    expect(learner.main.get_by_text("What you had played is erased.")).to_be_visible()
    expect(played).to_be_hidden()
    page.context.close()


def test_what_could_not_be_sent_is_not_left_for_the_next_person(browser, server):
    learner, email = film_page(browser, server, "leaves")
    page = learner.page
    page.route("**/played/", lambda route: route.abort())
    page.evaluate("document.querySelector('video').play()")
    until(page, "currentTime > 1")
    page.evaluate("document.querySelector('video').pause()")
    page.wait_for_timeout(300)
    assert unsent(page) == 1
    learner.hands.press(page.get_by_role("button", name="Sign out").first)
    page.wait_for_url(lambda url: "/courses/" not in url)
    assert unsent(page) == 0
    page.context.close()


def unsent(page) -> int:
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('tf-played:')).length")


def test_words_are_found_as_they_are_typed_and_enter_goes_to_each(browser, server):
    learner, email = film_page(browser, server, "finds")
    box, status = learner.main.get_by_label("Find in the transcript"), learner.main.locator("[data-found]")
    box.fill("joel")
    expect(status).to_contain_text("times in the transcript. Press Enter to go to each.")
    marks = learner.main.locator("[data-cue-words] mark")
    assert marks.count() > 1
    for number in (1, 2):
        box.press("Enter")
        expect(status).to_contain_text(f"{number} of {marks.count()}: ")
        expect(marks.nth(number - 1)).to_be_in_viewport()
    box.fill("zebra")
    expect(status).to_have_text("Not in the transcript")
    expect(marks).to_have_count(0)
    learner.page.context.close()
