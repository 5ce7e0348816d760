"""An answer is shared with the hands that somebody has, without JavaScript and by keyboard: asked, checked, taken back."""

import pytest
from playwright.sync_api import Browser, expect

from tests.served.hands import Keyboard, Mouse
from tests.served.learner import Learner
from tests.served.server import Server
from tests.served.watch import Watch

FIND = "from casestudies.models import Share\nprint(Share.objects.order_by('pk')[0].reflection.page_id)"
TIDY = """
from django.utils import timezone
from casestudies.exchange import sharing
from casestudies.models import ReflectionText
from learning.people.models import User
learner = User.objects.get(email="social.worker@northmoor.example")
sharing.erase(learner=learner, at=timezone.now())
ReflectionText.objects.filter(reflection__learner=learner).update(text_second="")
print("done")
"""

SHARED_BY = """
from casestudies.models import Share
rows = Share.objects.filter(reflection__practice_group__code="ot", reflection__page={page_id}).order_by("pk")
Share.objects.filter(pk__in=rows.values_list("pk")).update(state="held")
Share.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[:{count}])).update(state="ok")
print("done")
"""


@pytest.fixture
def page_id(server: Server):
    """Of the case that the social worker has answered, and that occupational therapists share answers to."""
    yield server.run(FIND).strip()
    server.run(TIDY)


@pytest.mark.parametrize(("hands", "scripts"), [(Mouse, False), (Keyboard, True)], ids=["plain", "keyboard"])
def test_an_answer_is_checked_shared_and_taken_back(
    hands, scripts, browser: Browser, server: Server, page_id, structures
):
    context = browser.new_context(java_script_enabled=scripts)
    learner = Learner(context.new_page(), server, hands)
    learner.sign_in("social.worker@northmoor.example")
    main, address = learner.main, f"{server.url}/case-studies/{page_id}/answer/"
    learner.page.goto(address)
    expect(main.get_by_text("Shared by a colleague, without their name")).to_have_count(3)
    expect(main.get_by_role("radio", name="Keep it to myself")).to_be_checked()
    learner.hands.write(
        main.get_by_label("The child: add to your answer"), "I would ask Mrs Patel about him."
    )
    learner.hands.choose(main.get_by_role("radio", name="Share it without my name"))
    learner.hands.press(main.get_by_role("button", name="Save my second answer"))
    expect(main.get_by_role("heading", name="Please look again")).to_be_visible()
    expect(main.locator("mark")).to_have_text("Mrs Patel")
    if scripts:
        watch = Watch(context, server.url, structures)
        assert watch.open(f"/case-studies/{page_id}/share/") == []
        watch.page.close()
    box = main.get_by_label("The child")
    box.press("Control+A")
    learner.hands.write(box, "I would ask the school about him.")
    learner.hands.press(main.get_by_role("button", name="Share it without my name"))
    expect(main.get_by_text("Shared without your name.")).to_be_visible()
    if scripts:
        watch = Watch(context, server.url, structures)
        assert watch.open(f"/case-studies/{page_id}/answer/") == []
        assert watch.open("/case-studies/shared/") == []
        watch.page.close()
    learner.hands.press(main.get_by_role("button", name="Stop sharing"))
    expect(main.get_by_text("No longer shared.")).to_be_visible()
    context.close()


def test_the_third_real_answer_changes_what_is_shown(browser: Browser, server: Server, page_id):
    context = browser.new_context(java_script_enabled=False)
    learner = Learner(context.new_page(), server, Mouse)
    learner.sign_in("social.worker@northmoor.example")
    for count, shown in ((0, 0), (2, 0), (3, 3)):
        server.run(SHARED_BY.format(page_id=page_id, count=count))
        learner.page.goto(f"{server.url}/case-studies/{page_id}/answer/")
        real = learner.main.get_by_text("Shared by a colleague, without their name")
        expect(real).to_have_count(shown)
        expect(learner.main.get_by_text("Written by the course team").first).to_be_visible()
    context.close()
