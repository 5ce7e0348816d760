"""The training needs grid in use: a lead asks for a course from a day on, and sees what that would change before."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.served.hands import Mouse
from tests.served.learner import Learner
from tests.served.server import Server
from tests.served.watch import Watch

WAYS = [
    pytest.param({"viewport": {"width": 1280, "height": 900}}, "Student", id="by mouse"),
    pytest.param(
        {"viewport": {"width": 360, "height": 800}, "java_script_enabled": False},
        "Midwife",
        id="without JavaScript on a phone",
    ),
]


@pytest.mark.parametrize(("options", "group"), WAYS)
def test_a_lead_asks_for_a_course_and_sees_first_what_it_would_change(
    options, group, browser: Browser, server: Server
):
    lead = Learner(browser.new_context(**options).new_page(), server, Mouse)
    lead.sign_in("lead@northmoor.example")
    page, main = lead.page, lead.main
    page.goto(server.url + "/workforce/")
    main.get_by_role("link", name="Training needs").click()
    expect(main.get_by_role("heading", level=1)).to_have_text("Training needs of Northmoor Community Health")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    main.get_by_role("link", name=re.compile(f"^(not asked|Recommended): {group}")).last.click()
    main.get_by_role("link", name="Add a rule here").click()
    expect(main.get_by_label(re.compile(f"^{group}"))).to_be_checked()
    main.get_by_label("How strongly it is asked").select_option("Statutory")
    main.get_by_label("Why").fill("The board asked for it")
    main.get_by_role("button", name="Show what it would change").click()
    expect(main.get_by_role("heading", name="What this would change")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    main.get_by_role("button", name="Save it").click()
    expect(main.get_by_role("status")).to_contain_text("Saved.")
    cell = main.get_by_role("cell").filter(
        has=page.get_by_role("link", name=re.compile(f"^Statutory: {group}"))
    )
    expect(cell).to_contain_text(re.compile("from \\d+ \\w+ \\d{4}"))

    main.get_by_role("link", name="History").click()
    expect(main).to_contain_text("Why: The board asked for it")
    page.context.close()


def test_what_would_change_and_what_is_wrong_in_a_file_are_sound(browser: Browser, server: Server):
    context = browser.new_context()
    Learner(context.new_page(), server, Mouse).sign_in("lead@northmoor.example")
    watch = Watch(context, server.url)
    watch.page.goto(server.url + "/workforce/")
    watch.page.get_by_role("link", name="Training needs").click()
    watch.page.get_by_role("link", name=re.compile("^Mandatory: Health visitor")).first.click()
    assert watch.look() == []
    watch.page.get_by_role("link", name=re.compile("^Change or end it")).first.click()
    watch.page.get_by_label("Months until it is renewed").fill("12")
    watch.page.get_by_label("Why").fill("A year is enough")
    watch.page.get_by_role("button", name="Show what it would change").click()
    expect(watch.page.get_by_role("heading", name="What this would change")).to_be_visible()
    assert watch.look() == []

    grid = re.sub("rules/.*", "", watch.page.url)
    pages = ("", "?rows=all", "?rows=teams", "add/", "proposals/", "history/")
    amiss = {page: watch.open((grid + page).removeprefix(server.url)) for page in pages}
    assert {page: found for page, found in amiss.items() if found} == {}

    watch.page.goto(grid)
    content = {"name": "grid.csv", "mimeType": "text/csv", "buffer": file_of(watch.page)}
    watch.page.goto(grid + "upload/")
    watch.page.get_by_label("The changed file").set_input_files(content)
    watch.page.get_by_label("Why").fill("A year is enough")
    watch.page.get_by_role("button", name="Show what it would change").click()
    expect(watch.page.get_by_role("heading", name=re.compile("^Nothing was saved"))).to_be_visible()
    assert watch.look() == []
    context.close()


def file_of(page) -> bytes:
    """The grid as it is downloaded, with targets that cannot be."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    taken = download.value.path().read_bytes()
    return taken.replace(b",90,10,", b",190,10,")
