"""No answer is lost: not on leaving, to another window or to another person. Outages are in test_outages.py."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.served.taker import RETURN_MS, SAVE_MS, Taker, within
from tests.served.watch import Watch

AWAY = "Not saved yet: kept on this device"
SAVED = "Saved "


@pytest.fixture
def taker(browser: Browser, server, request):
    context = browser.new_context()
    name = re.sub(r"\W+", "-", request.node.name)[-40:].strip("-")
    someone = Taker(context, server, name)
    someone.sign_in()
    yield someone
    context.close()


def assert_nothing_is_lost(taker: Taker) -> None:
    assert within(RETURN_MS, taker.on_server, taker.given) == taker.given
    assert within(2 * RETURN_MS, taker.on_device, []) == []


def test_a_change_is_saved_within_ten_seconds_without_a_press(taker):
    taker.open(1)
    taker.choose(1, 1)
    taker.says(SAVED)
    assert taker.on_server() == taker.given
    assert taker.on_device() == []


def test_leaving_saves_what_was_chosen_a_moment_ago(taker):
    taker.open(1)
    taker.choose(1, 1)
    taker.page.goto(f"{taker.server.url}/my-learning/")
    assert_nothing_is_lost(taker)


def test_two_windows_never_overwrite_each_other(taker):
    other = taker.context.new_page()
    number = taker.open_wide()
    taker.open(number, other)
    first = taker.choose(number, 0)
    taker.says(SAVED)
    second = taker.choose(number, 1, other)
    taker.says("You changed this answer in another window", page=other)
    assert taker.on_server() == {str(number): [first]}
    expect(other.get_by_role("group", name="Which answer do you want to keep?")).to_be_visible()
    other.get_by_role("button", name="Keep the answer here").click()
    taker.says(SAVED, page=other)
    assert taker.on_server() == {str(number): [second]}
    taker.choose(number, 2)
    taker.says("You changed this answer in another window")
    taker.page.get_by_role("button", name="Keep the one saved in the other window").click()
    expect(taker.page.locator(f"[value='{second}']")).to_be_checked()
    assert taker.on_server() == {str(number): [second]}
    assert taker.on_device() == []


def test_two_windows_without_a_network_both_keep_what_they_have(taker):
    other = taker.context.new_page()
    taker.open(1)
    taker.open(1, other)
    taker.context.set_offline(True)
    taker.choose(1, 0)
    taker.choose(1, 1, other)
    taker.says(AWAY)
    taker.says(AWAY, page=other)
    assert len(taker.on_device()) == 2
    taker.context.set_offline(False)
    told = re.compile("Saved|You changed this answer")
    for page in (taker.page, other):
        line = page.locator("[data-answers] [role=status]")
        expect(line).not_to_contain_text(AWAY, timeout=RETURN_MS)
        expect(line).to_contain_text(told)
    assert len(taker.on_device()) == 1  # the one that was refused, until the learner has chosen


def test_another_person_on_the_device_neither_sees_nor_sends_what_waits(taker, server):
    taker.open(1)
    taker.lose_session()
    taker.choose(1, 0)
    taker.says("You were signed out")
    [waits] = taker.on_device()
    other = Taker(taker.context, server, "other")
    taker.sign_in(other.email)
    with taker.page.expect_event("requestfinished"):
        taker.page.goto(f"{server.url}/courses/")
    taker.page.wait_for_timeout(5_000)
    assert "device" not in taker.page.get_by_role("main").inner_text()
    assert (taker.on_server(), taker.on_device()) == ({}, [waits])
    assert re.fullmatch(r"tf-answer:\d+:/quizzes/[0-9a-f-]+/1/:\w+", waits)
    taker.lose_session()
    taker.sign_in()
    assert_nothing_is_lost(taker)


def test_what_waits_can_be_removed_from_the_device(taker):
    taker.open(1)
    taker.context.set_offline(True)
    taker.choose(1, 0)
    taker.says(AWAY)
    taker.page.once("dialog", lambda dialog: dialog.accept())
    taker.page.get_by_role("button", name="Remove what is not saved").click()
    taker.says("Removed from this device.")
    assert taker.on_device() == []
    taker.context.set_offline(False)
    taker.page.wait_for_timeout(5_000)
    assert taker.on_server() == {}


def test_an_answer_after_the_attempt_was_handed_in_is_said_and_dropped(taker, server):
    taker.open(1)
    server.run(
        "from django.utils import timezone\nfrom quizzes.attempts import attempts\nfrom quizzes.models import Attempt\n"
        f"attempts.submit(attempt=Attempt.objects.get(public_id={taker.attempt!r}), at=timezone.now())\nprint(1)"
    )
    taker.choose(1, 0)
    taker.says("This attempt has been handed in, so the late answer was not added.")
    assert (taker.on_server(), taker.on_device()) == ({}, [])


def test_the_form_works_without_scripts(browser, server):
    context = browser.new_context(java_script_enabled=False)
    taker = Taker(context, server, "plain-keeping")
    taker.sign_in()
    taker.open(1)
    taker.choose(1, 0)
    taker.press()
    taker.page.wait_for_url("**/2/")
    assert taker.on_server() == taker.given
    context.close()


def test_every_state_of_saving_is_accessible(taker, structures):
    watch = Watch(taker.context, taker.server.url, structures)
    own, taker.page = taker.page, watch.page
    number = taker.open_wide()
    taker.choose(number, 0)
    taker.says(SAVED)
    assert watch.look() == []
    taker.context.set_offline(True)
    taker.choose(number, 1)
    taker.says(AWAY)
    assert [amiss for amiss in watch.look() if "ERR_INTERNET_DISCONNECTED" not in amiss] == []
    taker.page = own
    taker.context.set_offline(False)
    taker.says(SAVED, within=RETURN_MS, page=watch.page)
    taker.open(number)
    taker.choose(number, 2)
    assert within(SAVE_MS, taker.on_server, taker.given) == taker.given
    taker.choose(number, 0, watch.page)
    taker.says("You changed this answer", page=watch.page)
    watch.noise.clear()
    assert [amiss for amiss in watch.look() if "409" not in amiss] == []
    watch.page.goto(f"{taker.server.url}/my-learning/")
    expect(watch.page.get_by_role("main")).to_contain_text("Open the question to see both and choose.")
    watch.noise.clear()
    assert watch.look() == []
    watch.page.get_by_role("link", name=f"Open question {number}").click()
    taker.says("You changed this answer", page=watch.page)
