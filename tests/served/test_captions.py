"""Captions are typed beside their film by keyboard alone: times from the player, a new caption, one out and back, saved."""

import json

from playwright.sync_api import Browser, expect

from tests.served.hands import Keyboard, Mouse
from tests.served.learner import Learner
from tests.served.server import Server
from tests.served.watch import Watch

FILM = """
import json
from casestudies.models import Film
film = Film.objects.exclude(title__contains="look away").order_by("pk")[0]
print(json.dumps([film.pk, [cue["text"] for cue in film.cues if cue["is_description"]]]))
"""


def seek(page, seconds: float) -> None:
    page.evaluate(
        "seconds => new Promise(done => { const film = document.querySelector('video');"
        "film.addEventListener('seeked', done, {once: true}); film.currentTime = seconds; })",
        seconds,
    )


def test_captions_are_typed_by_keyboard_alone(browser: Browser, server: Server):
    context = browser.new_context()
    Learner(context.new_page(), server, Mouse).sign_in("admin@northmoor.example")
    film, before = json.loads(server.run(FILM))
    watch = Watch(context, server.url)
    page, keys = watch.page, Keyboard(watch.page)
    assert watch.open(f"/admin/films/{film}/descriptions/") == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_selector("[data-keys]:visible")

    boxes = page.get_by_label("Words")
    keys.reach(boxes.first)
    seek(page, 0.5)
    page.keyboard.press("F2")
    expect(page.locator("[data-status]")).to_have_text("Caption 1 begins at 0:00.500.")
    seek(page, 2)
    page.keyboard.press("F4")
    expect(page.get_by_label("Begins").first).to_have_value("0:00.500")
    expect(page.get_by_label("Ends").first).to_have_value("0:02.000")

    page.keyboard.press("Control+Enter")
    expect(boxes.nth(1)).to_be_focused()
    expect(page.get_by_label("Begins").nth(1)).to_have_value("0:02.000")
    page.keyboard.insert_text("A door opens & shuts.")
    seek(page, 3)
    page.keyboard.press("F4")
    page.keyboard.press("Alt+ArrowUp")
    expect(boxes.first).to_be_focused()
    page.keyboard.press("F8")
    page.keyboard.press("F9")

    keys.press(page.get_by_role("button", name="Take it out").first)
    expect(boxes).to_have_count(len(before))
    keys.press(page.get_by_role("button", name="Put back what was taken out"))
    expect(boxes).to_have_count(len(before) + 1)

    page.keyboard.press("Control+s")
    expect(page.get_by_text(f"Saved: {len(before) + 1} captions")).to_be_visible()
    _, after = json.loads(server.run(FILM))
    assert after == [before[0], "A door opens & shuts.", *before[1:]]
    context.close()
