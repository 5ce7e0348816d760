"""A lead's work from end to end, on a phone without JavaScript: asks for a course, brings a staff list of 5,000 of which 37 rows
are bad and then one that is right, reads the table, opens a number, nudges, and takes files away.
"""

import csv
import io
import json
import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, expect

from tests.served.hands import Mouse
from tests.served.learner import RUN, Learner, make_person
from tests.served.server import Server
from tests.workforce.staff_lists.files import someone, staff_csv
from tests.workforce.staff_lists.test_many import MISTAKES

ROWS = 5000
TRIES = 120
A_WHILE = 1000
# An organisation of its own, so that nobody else's figures change. One course is asked already.
PREPARE = """
import json
from courses.models import CoursePage
from learning.people.models import Organisation, Responsibility, Team, User
from learning.workforce.models import Requirement
place = Organisation.objects.create(code={code!r}, name="Served Trust")
Team.add_root(organisation=place, code="quay", name="Quayside")
for code in ("both-n", "both-s"):
    Team.add_root(organisation=place, code=code, name="Both")
Responsibility.objects.create(person=User.objects.get(email={email!r}), role="workforce_lead", organisation=place)
asked, wanted = CoursePage.objects.live().order_by("path")[:2]
Requirement.objects.create(organisation=place, course=asked, effective_from="2024-01-01", kind="mandatory", first_due_days=28)
User.objects.create_user("taken@northmoor.example", "Somebody Elsewhere")
print(json.dumps({{"organisation": place.pk, "asked": asked.title, "wanted": wanted.title}}))
"""
COUNT = """
from learning.people.models import Post
print(Post.objects.filter(organisation={pk}).count())
"""


def rows() -> list[list[str]]:
    return [someone(number, email=f"staff{number}@served-{RUN}.example") for number in range(1, ROWS + 1)]


def with_mistakes() -> list[list[str]]:
    bad = rows()
    for place, (changed, _, _) in enumerate(MISTAKES, start=1):
        ours = {
            name: value.replace("staff1@northmoor", f"staff1@served-{RUN}") for name, value in changed.items()
        }
        email = {"email": f"staff{100 * place - 1}@served-{RUN}.example"}
        bad[100 * place - 2] = someone(100 * place - 1, **email | ours)
    return bad


def bring(lead: Learner, file: Path) -> None:
    lead.page.goto(f"{lead.server.url}/workforce/lists/")
    lead.main.get_by_label("A staff list: who works here").check()
    lead.main.get_by_label("A file").set_input_files(file)
    lead.main.get_by_role("button", name="Go on").click()
    lead.main.get_by_label("Some people.").check()
    lead.main.get_by_role("button", name="Compare").click()


def wait_for(lead: Learner, wanted: Locator) -> None:
    """Looks again by the link, as someone would."""
    for _ in range(TRIES):
        if wanted.count():
            return
        lead.page.wait_for_timeout(A_WHILE)
        lead.main.get_by_role("button", name="See how far it is").click()
    expect(wanted).to_be_visible()


def ask_for(lead: Learner, course: str) -> None:
    lead.page.goto(f"{lead.server.url}/workforce/needs/")
    lead.main.get_by_role("link", name="Ask for a course").click()
    lead.main.get_by_label("Course").select_option(course)
    lead.main.get_by_label(re.compile("^Health visitor")).check()
    lead.main.get_by_label("How strongly it is asked").select_option("Mandatory")
    lead.main.get_by_label("Why").fill("The board asked for it")
    lead.main.get_by_role("button", name="Show what it would change").click()
    lead.main.get_by_role("button", name="Save it").click()
    expect(lead.main.get_by_role("status")).to_contain_text("Saved.")


def fits(lead: Learner) -> bool:
    return lead.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def taken(lead: Learner, button: str) -> bytes:
    with lead.page.expect_download() as download:
        lead.main.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def test_a_lead_asks_for_a_course_brings_a_list_reads_the_table_nudges_and_takes_files_away(
    browser: Browser, server: Server, tmp_path
):
    email = make_person(server, "list-lead", "Lena List")
    made = json.loads(server.run(PREPARE.format(code=f"served-{RUN}", email=email)))
    organisation = made["organisation"]
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    lead = Learner(context.new_page(), server, Mouse)
    lead.sign_in(email)
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_bytes(staff_csv(with_mistakes(), between=";", encoding="windows-1252"))
    good.write_bytes(staff_csv(rows(), encoding="utf-8-sig"))

    ask_for(lead, made["wanted"])

    bring(lead, bad)
    wait_for(lead, lead.main.get_by_role("heading", name="Check before anything is saved"))
    expect(lead.main.get_by_role("list", name="What the list would do")).to_contain_text(
        "37things to put right"
    )
    expect(lead.main.locator("tbody tr")).to_have_count(len(MISTAKES))
    expect(lead.main.locator("tbody tr").first).to_contain_text("Nothing stands here, and it is needed.")
    assert lead.main.get_by_role("button", name="Accept this list").count() == 0
    assert fits(lead)
    assert server.run(COUNT.format(pk=organisation)).strip() == "0"

    bring(lead, good)
    wait_for(lead, lead.main.get_by_role("button", name="Accept this list"))
    assert server.run(COUNT.format(pk=organisation)).strip() == "0"
    lead.main.get_by_role("button", name="Accept this list").click()
    wait_for(lead, lead.main.get_by_role("heading", name="Accepted on"))
    assert server.run(COUNT.format(pk=organisation)).strip() == str(ROWS)

    number = lead.main.get_by_role("cell").filter(has_text=f"0 of {ROWS}").get_by_role("link").first
    lead.page.goto(f"{server.url}/workforce/")
    for _ in range(TRIES):
        if number.count():
            break
        lead.page.wait_for_timeout(A_WHILE)
        lead.page.reload()
    assert fits(lead)
    table = list(csv.reader(io.StringIO(taken(lead, "Download (CSV)").decode("utf-8-sig"))))
    assert ["All staff groups", "0.0", "0", str(ROWS), "Below target"] in [line[:5] for line in table]

    number.click()
    expect(lead.main).to_contain_text(f"{ROWS:,}")
    assert fits(lead)
    listed = lead.page.url
    for place in (0, 1):
        lead.main.locator(".tf-people tbody tr").nth(place).get_by_role("checkbox").check()
    lead.main.get_by_role("button", name="Nudge those ticked: see what they get").click()
    expect(lead.main).to_contain_text(made["asked"])
    lead.main.get_by_role("button", name="Send to 2 people").click()
    expect(lead.main).to_contain_text("2 people nudged.")
    expect(lead.main.locator(".tf-people tbody tr").first).to_contain_text("Nudge by")

    lead.page.goto(listed)
    people = taken(lead, "Download (CSV)").decode("utf-8-sig")
    assert people.count(made["asked"]) >= ROWS
    book = load_workbook(io.BytesIO(taken(lead, "Download (Excel)")), read_only=True)
    assert sum(1 for _ in book["Table"].iter_rows()) == ROWS + 1
    context.close()
