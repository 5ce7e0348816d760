"""Every editor opens on the served site, where a script that was never collected is an error."""

import json

from tests.served.server import Server

OPEN_EDITORS = """
import json
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models
from learning.people.models import User
client = Client(SERVER_NAME="localhost", raise_request_exception=False)
client.force_login(User.objects.get(email="admin@northmoor.example"))
amiss = {}
def look(url):
    status = client.get(url).status_code
    if status != 200:
        amiss[url] = status
for model in get_page_models():
    for page in model.objects.filter(depth__gt=1).order_by("path")[:2]:
        look(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    for parent in model.allowed_parent_page_models():
        above = parent.objects.order_by("path").first()
        if above and model.can_create_at(above):
            look(reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, above.pk]))
print(json.dumps(amiss))
"""


def test_every_page_can_be_edited_and_every_kind_of_page_added(server: Server):
    assert json.loads(server.run(OPEN_EDITORS)) == {}
