"""The health visitor's whole way, from sign-in to a certificate that verifies: by mouse, by keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import Browser, expect

from learning.certificates.qr import square
from tests.served.hands import Keyboard, Mouse
from tests.served.learner import Learner, make_person
from tests.served.server import Server

COURSE = "Think child, think parent, think family: working together from day one"
PARTS_BEFORE_THE_QUIZ = 8
WAYS = [
    pytest.param("mouse", Mouse, {}, id="by mouse", marks=pytest.mark.looks),
    pytest.param("keyboard", Keyboard, {}, id="by keyboard alone"),
    pytest.param(
        "plain", Mouse, {"java_script_enabled": False}, id="without JavaScript", marks=pytest.mark.looks
    ),
]


@pytest.mark.parametrize(("name", "hands", "options"), WAYS)
def test_a_health_visitor_takes_c1_and_holds_a_certificate_that_verifies(
    name, hands, options, browser: Browser, server: Server
):
    email = make_person(server, name, "Oluwadamilola Oluwaseun Akinfolarin-Ogunsheye")
    context = browser.new_context(**options)
    learner = Learner(context.new_page(), server, hands)
    learner.sign_in(email)
    learner.join(COURSE)
    learner.start()
    learner.take_parts(PARTS_BEFORE_THE_QUIZ)
    learner.take_quiz(begin="Start", wrong=5)
    expect(learner.main.get_by_role("heading", level=1)).to_contain_text("Not yet")
    learner.take_quiz(begin="Try again now")
    learner.hands.press(learner.main.get_by_role("link", name="See my certificate"))
    learner.page.wait_for_url("**/certificates/mine/**")
    verify_as_a_stranger(browser, learner)
    context.close()


def verify_as_a_stranger(browser: Browser, learner: Learner) -> None:
    """The address in the QR code is the one that opens, and it says that the certificate is valid."""
    page = learner.page
    code = re.sub(r"\s", "", page.locator(".tf-code").first.inner_text())
    address = f"{learner.server.url}/certificates/{code}/"
    assert page.locator("svg.tf-qr path").last.get_attribute("d") == square(address).path
    stranger = browser.new_context().new_page()
    stranger.goto(address)
    main = stranger.get_by_role("main")
    expect(main).to_contain_text("Valid")
    expect(main).to_contain_text("Oluwadamilola Oluwaseun Akinfolarin-Ogunsheye")
    expect(main).to_contain_text(COURSE)
    stranger.context.close()
