"""A film uploaded in a browser, over a connection that breaks off, and made by the worker's own process beside."""

from playwright.sync_api import Browser, expect

from tests.casestudies.encoding import tiny
from tests.served.hands import Mouse
from tests.served.learner import Learner
from tests.served.server import Server

LONG_ENOUGH = 90_000


def test_a_film_is_sent_while_its_words_are_written_goes_on_after_a_break_and_is_made(
    browser: Browser, server: Server, tmp_path
):
    path = tmp_path / "Home visit.mp4"
    path.write_bytes(tiny.film())
    context = browser.new_context()
    page = context.new_page()
    Learner(page, server, Mouse).sign_in("trainer@northmoor.example")
    broken = []

    def break_off_once(route):
        if broken:
            route.continue_()
        else:
            broken.append(route.request.method)
            route.abort()

    page.route("**/admin/media/uploads/*/", break_off_once)
    page.goto(f"{server.url}/admin/media/video/add/")
    main = page.get_by_role("main")
    main.locator("[name=original]").set_input_files(path)
    expect(main).to_contain_text("“Home visit.mp4” is here: 2 seconds, 320 × 180, H.264, AAC.")
    assert broken == ["PUT"]
    expect(main.get_by_label("Title")).to_have_value("Home visit")
    main.get_by_role("button", name="Save").click()
    expect(main.locator("[data-making]")).to_contain_text("Ready to play", timeout=LONG_ENOUGH)
    context.close()
