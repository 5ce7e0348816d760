"""A lead nudges people from the list in three clicks. test_staff_list.py does so on a phone without JavaScript."""

from playwright.sync_api import Browser, expect

from tests.served.counted import CountedMouse
from tests.served.learner import Learner
from tests.served.server import Server
from tests.served.watch import Watch

LATE = "/workforce/people/?status=overdue"


def test_a_lead_nudges_someone_in_three_clicks(browser: Browser, server: Server):
    context = browser.new_context()
    lead = Learner(context.new_page(), server, CountedMouse)
    lead.sign_in("lead@northmoor.example")
    lead.page.goto(server.url + LATE)
    lead.hands.clicks = 0
    names = list(dict.fromkeys(lead.main.locator(".tf-people tbody th").all_inner_texts()))
    name = names[0]
    row = lead.main.locator(".tf-people tbody tr").filter(has_text=name).first
    lead.hands.press(row.locator("label"))
    lead.hands.press(lead.main.get_by_role("button", name="Nudge those ticked: see what they get"))
    expect(lead.main).to_contain_text(f"Hello {name.split()[0]},")
    lead.hands.press(lead.main.get_by_role("button", name="Send to 1 person"))
    assert lead.hands.clicks == 3
    expect(lead.main).to_contain_text("1 person nudged.")
    line = lead.main.locator(".tf-people tbody tr").first
    expect(line).to_contain_text(name)
    expect(line).to_contain_text("Nudge by")
    context.close()


def test_the_pages_of_reminders_are_sound(browser: Browser, server: Server, structures):
    context = browser.new_context()
    lead = Learner(context.new_page(), server, CountedMouse)
    lead.sign_in("lead@northmoor.example")
    lead.page.goto(server.url + f"{LATE}&tick=all")
    form = lead.main.locator("form", has=lead.page.get_by_role("button", name="Nudge those ticked"))
    keys = form.locator("[name=person]:checked").evaluate_all("boxes => boxes.map(box => box.value)")
    watch = Watch(context, server.url, structures)
    paths = [
        f"{LATE}&tick=all",
        "/workforce/reminders/nudge/?person=" + "&person=".join(keys[:5]),
        "/workforce/reminders/",
    ]
    amiss = {path: watch.open(path) for path in paths}
    context.close()
    assert {path: said for path, said in amiss.items() if said} == {}
