"""A lead brings a staff list of 5,000 on a phone without JavaScript: 37 rows are bad, then they are put right."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.served.hands import Mouse
from tests.served.learner import RUN, Learner, make_person
from tests.served.server import Server
from tests.workforce.staff_lists.files import someone, staff_csv
from tests.workforce.staff_lists.test_many import MISTAKES

ROWS = 5000
TRIES = 120
A_WHILE = 1000
# An organisation of its own, so that nobody else's figures change.
PREPARE = """
from learning.people.models import Organisation, Responsibility, Team, User
place = Organisation.objects.create(code={code!r}, name="Served Trust")
Team.add_root(organisation=place, code="quay", name="Quayside")
for code in ("both-n", "both-s"):
    Team.add_root(organisation=place, code=code, name="Both")
Responsibility.objects.create(person=User.objects.get(email={email!r}), role="workforce_lead", organisation=place)
User.objects.create_user("taken@northmoor.example", "Somebody Elsewhere")
print(place.pk)
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


def test_a_lead_brings_a_list_with_37_bad_rows_and_then_one_that_is_right(
    browser: Browser, server: Server, tmp_path
):
    email = make_person(server, "list-lead", "Lena List")
    organisation = server.run(PREPARE.format(code=f"served-{RUN}", email=email)).strip()
    context = browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    lead = Learner(context.new_page(), server, Mouse)
    lead.sign_in(email)
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_bytes(staff_csv(with_mistakes(), between=";", encoding="windows-1252"))
    good.write_bytes(staff_csv(rows(), encoding="utf-8-sig"))

    bring(lead, bad)
    wait_for(lead, lead.main.get_by_role("heading", name="Check before anything is saved"))
    expect(lead.main.get_by_role("list", name="What the list would do")).to_contain_text(
        "37things to put right"
    )
    expect(lead.main.locator("tbody tr")).to_have_count(len(MISTAKES))
    expect(lead.main.locator("tbody tr").first).to_contain_text("Nothing stands here, and it is needed.")
    assert lead.main.get_by_role("button", name="Accept this list").count() == 0
    assert lead.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert server.run(COUNT.format(pk=organisation)).strip() == "0"

    bring(lead, good)
    wait_for(lead, lead.main.get_by_role("button", name="Accept this list"))
    assert server.run(COUNT.format(pk=organisation)).strip() == "0"
    lead.main.get_by_role("button", name="Accept this list").click()
    wait_for(lead, lead.main.get_by_role("heading", name="Accepted on"))
    assert server.run(COUNT.format(pk=organisation)).strip() == str(ROWS)
    context.close()
