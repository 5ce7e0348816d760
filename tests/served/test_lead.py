"""The workforce pages in use: by mouse on a desk, and without JavaScript on a phone."""

import csv
import datetime
import io
import re
import secrets
from urllib.parse import urljoin

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, expect

from tests.served.counted import CountedMouse
from tests.served.learner import Learner
from tests.served.server import Server

TEAM = "Health Visiting Quayside"
GROUP = "Health visitor (SCPHN)"
A4_WIDTH = 794
WAYS = [
    pytest.param({"viewport": {"width": 1280, "height": 900}}, id="by mouse"),
    pytest.param(
        {"viewport": {"width": 360, "height": 800}, "java_script_enabled": False}, id="without JavaScript"
    ),
]
# A table as it is shown: each row's name and how many are left out, then each cell's figures and word.
READ = """rows => rows.map(row => {
  const said = (where, what) => (where.querySelector(what)?.firstChild.textContent ?? '').trim();
  const cells = [...row.querySelectorAll('td')].map(
    cell => cell.querySelector('.tf-cell__pct')
      ? [said(cell, '.tf-cell__pct'), said(cell, '.tf-cell__n'), (cell.querySelector('.tf-cell__word')?.innerText ?? '').trim()]
      : ['', '', said(cell, '.tf-cell__fig')]);
  return [said(row, 'th') || row.querySelector('th').firstChild.textContent.trim(), ...cells.flat(),
          parseInt(said(row, '.tf-group a')) || 0];
})"""


def signed_in(browser: Browser, server: Server, who: str, **options) -> Learner:
    person = Learner(browser.new_context(**options).new_page(), server, CountedMouse)
    person.sign_in(f"{who}@northmoor.example")
    person.hands.clicks = 0
    return person


def go_to_figures(person: Learner) -> None:
    menu = person.page.get_by_role("navigation", name="Main")
    person.hands.press(menu.get_by_role("link", name="Workforce"))
    person.page.wait_for_url("**/workforce/**")


def choose_team(lead: Learner) -> None:
    """The choices are folded away on a phone."""
    if not lead.main.get_by_label("Team").is_visible():
        lead.hands.press(lead.main.get_by_text("Choose who, what and when"))
    lead.hands.pick(lead.main.get_by_label("Team"), TEAM)
    lead.hands.press(lead.main.get_by_role("button", name="Show"))
    lead.page.wait_for_url("**team=**")


def figures(person: Learner) -> list[list]:
    """The table, row by row, the total last."""
    return person.main.locator(".tf-matrix tbody tr, .tf-matrix tfoot tr").evaluate_all(READ)


def row_of(lead: Learner, group: str) -> Locator:
    return lead.main.get_by_role("row").filter(has=lead.page.get_by_role("rowheader", name=group))


def names_listed(person: Learner) -> list[str]:
    """On all pages of the list; it stands on the first then."""
    first, names, further = person.page.url, [], person.main.locator("a[rel=next]")
    while True:
        names += person.main.locator(".tf-people tbody th").all_inner_texts()
        if not further.count():
            break
        person.page.goto(urljoin(first, further.get_attribute("href")))
    person.page.goto(first)
    return names


@pytest.mark.parametrize("options", WAYS)
def test_a_lead_sees_who_is_overdue_for_what_in_two_clicks(options, browser: Browser, server: Server):
    lead = signed_in(browser, server, "lead", **options)
    go_to_figures(lead)
    tally = lead.main.get_by_role("listitem").filter(has=lead.page.get_by_role("link", name="overdue"))
    number = int(tally.locator("b").inner_text())
    lead.hands.press(tally.get_by_role("link"))
    lead.page.wait_for_url("**status=overdue**")
    assert lead.hands.clicks == 2
    expect(lead.main.get_by_role("heading", level=1)).to_have_text("Who is overdue")
    names = names_listed(lead)
    assert len(set(names)) == number > 0
    line = lead.main.locator(".tf-people tbody tr").first
    course, word = line.locator("td").nth(2).inner_text(), line.locator("[data-label=Status]").inner_text()
    lead.hands.press(line.get_by_role("link"))
    lead.page.wait_for_url("**/people/*/")
    assert lead.hands.clicks == 3
    expect(lead.main.get_by_role("heading", level=1)).to_have_text(names[0])
    expect(lead.main.get_by_role("row").filter(has_text=course).first).to_contain_text(word)
    lead.page.context.close()


@pytest.mark.parametrize("options", WAYS)
def test_what_was_chosen_is_in_the_address_the_people_and_the_file(options, browser: Browser, server: Server):
    lead = signed_in(browser, server, "lead", **options)
    go_to_figures(lead)
    everyone = figures(lead)
    choose_team(lead)
    shown, address = figures(lead), lead.page.url
    assert shown != everyone
    with lead.page.expect_download() as taken:
        lead.hands.press(lead.main.get_by_role("button", name="Download (CSV)"))
    assert in_file(taken.value.path().read_text("utf-8-sig")) == shown
    cell = row_of(lead, GROUP).get_by_role("link", name=re.compile("%")).first
    figure = row_of(lead, GROUP).locator(".tf-cell__n").first.inner_text()
    lead.hands.press(cell)
    lead.page.wait_for_url("**/people/**")
    assert len(set(names_listed(lead))) == int(figure.rpartition("of ")[2])
    expect(lead.main).to_contain_text(f"Team: {TEAM}")
    lead.hands.press(
        lead.page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Workforce")
    )
    lead.page.wait_for_url("**/workforce/?team=**")
    assert row_of(lead, GROUP).locator(".tf-cell__n").first.inner_text() == figure
    lead.page.goto(address)
    assert figures(lead) == shown
    lead.page.context.close()


def in_file(text: str) -> list[list]:
    """The rows of a file of the table, in the words of the page."""
    rows = list(csv.reader(io.StringIO(text)))
    found = []
    for name, *values, left_out, _ in rows[rows.index([]) + 2 :]:
        values += [""] * (-len(values) % 4)  # all courses together have no word
        cells = [values[index : index + 4] for index in range(0, len(values), 4)]
        words = [[f"{pct}%", f"{n} of {due}", word] if pct else ["", "", word] for pct, n, due, word in cells]
        found.append([name, *sum(words, []), int(left_out)])
    return found


def test_someone_who_is_added_is_counted_at_once_and_no_longer_once_their_post_ends(
    browser: Browser, server: Server
):
    lead = signed_in(browser, server, "lead")
    go_to_figures(lead)
    before = overdue(lead)
    name = f"Nia {secrets.token_hex(3).title()}"
    add_someone(lead, name)
    go_to_figures(lead)
    assert overdue(lead) == before + 1
    lead.hands.press(lead.main.get_by_role("link", name="overdue", exact=True))
    lead.hands.press(lead.main.get_by_role("link", name=name).first)
    lead.hands.press(lead.main.get_by_role("link", name="End this post"))
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    lead.hands.write(lead.main.get_by_label("Last day"), f"{yesterday:%-d %B %Y}")
    lead.hands.press(lead.main.get_by_role("button", name="End this post"))
    lead.page.wait_for_url("**/workforce/")
    expect(lead.main).to_contain_text(f"{name}: the last day as {GROUP} is")
    assert overdue(lead) == before
    lead.page.context.close()


def overdue(lead: Learner) -> int:
    return int(lead.main.locator(".tf-tally b").first.inner_text())


def add_someone(lead: Learner, name: str) -> None:
    """A health visitor who has been in the team for a year, and is late for what is asked of them."""
    lead.hands.press(lead.main.get_by_role("link", name="Add someone"))
    lead.hands.write(
        lead.main.get_by_label("Their e-mail"), f"{name.replace(' ', '.')}@served.example".lower()
    )
    lead.hands.write(lead.main.get_by_label("Their name"), name)
    if lead.main.get_by_label("Organisation").is_visible():
        lead.hands.pick(lead.main.get_by_label("Organisation"), "Northmoor Community Health")
    lead.hands.pick(lead.main.get_by_label("Staff group"), GROUP)
    a_year_ago = timezone.localdate() - datetime.timedelta(days=400)
    lead.hands.write(lead.main.get_by_label("First day in the post"), a_year_ago.isoformat())
    lead.hands.press(lead.main.get_by_role("button", name="Invite them"))
    expect(lead.page.get_by_text("We have written to")).to_be_visible()


def test_the_table_prints_on_a4(browser: Browser, server: Server):
    lead = signed_in(browser, server, "lead", viewport={"width": A4_WIDTH, "height": 1123})
    go_to_figures(lead)
    lead.page.emulate_media(media="print")
    expect(lead.main.locator(".tf-matrix")).to_be_visible()
    for left_out in (lead.main.get_by_role("button"), lead.page.get_by_role("navigation", name="Main")):
        expect(left_out.first).to_be_hidden()
    assert lead.page.evaluate("document.documentElement.scrollWidth") <= A4_WIDTH
    lead.page.context.close()


def test_a_manager_sees_how_the_team_stands_and_nothing_else(browser: Browser, server: Server):
    manager = signed_in(browser, server, "manager", java_script_enabled=False)
    go_to_figures(manager)
    expect(manager.main.get_by_role("link", name="Add someone")).to_have_count(0)
    manager.hands.press(manager.main.get_by_role("link", name=re.compile("%")).last)
    manager.page.wait_for_url("**/people/**")
    assert set(manager.main.locator(".tf-people [data-label=Team]").all_inner_texts()) == {TEAM}
    manager.hands.press(manager.main.locator(".tf-people").get_by_role("rowheader").get_by_role("link").first)
    manager.page.wait_for_url("**/people/*/")
    expect(manager.main.get_by_role("table", name="Courses asked of them")).to_be_visible()
    expect(manager.main.get_by_text("What they have joined")).to_have_count(0)
    expect(manager.main.get_by_role("link", name="End this post")).to_have_count(0)
    manager.page.context.close()


def test_a_partnership_lead_sees_counts_and_no_way_to_a_name(browser: Browser, server: Server):
    partner = signed_in(browser, server, "partnership", java_script_enabled=False)
    go_to_figures(partner)
    expect(partner.main.get_by_role("heading", level=1)).to_contain_text("The partnership")
    assert partner.main.locator(".tf-matrix tbody tr").count() > 3
    expect(partner.main.locator("a[href*='/people/']")).to_have_count(0)
    for closed in ("/workforce/people/", "/workforce/people/1/", "/workforce/posts/1/end/"):
        assert partner.page.request.get(server.url + closed).status == 404
    partner.page.context.close()
