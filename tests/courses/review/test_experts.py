"""What an expert by experience can do: read what is in review, comment, and no more."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import URLPattern, URLResolver, get_resolver, reverse

LOGOUT = "wagtailadmin_logout"


def admin_addresses(patterns=None, prefix: str = "") -> dict[str, str]:
    """Every address below /admin/, filled with ones, to its name."""
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            found |= admin_addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and route.startswith("admin/"):
            found["/" + filled(route)] = pattern.name or ""
    return found


def filled(route: str) -> str:
    return re.sub(
        r"\\(.)", r"\1", re.sub(r"<[^>]+>|\(\?P<\w+>[^)]*\)|\(\?:[^)]*\)\??|\[[^]]*\][+*]?|\.\*", "1", route)
    )


def test_every_other_address_of_the_admin_is_shut_to_an_expert(expert_client, in_review):
    answers = {
        "wagtailadmin_home": 302,  # to what is in review
        "wagtailadmin_sprite": 200,
        "wagtailadmin_javascript_catalog": 200,
        "wagtailadmin_account": 200,  # their own preferences
        "review": 200,
        "comment_in_review": 405,  # only by POST
        "signed_off": 200,
        "sign_off_in_review": 405,
        "credit_in_review": 405,
    }
    addresses = admin_addresses()
    assert len(addresses) > 150
    met = {
        name or url: expert_client.get(url).status_code for url, name in addresses.items() if name != LOGOUT
    }
    assert {name: status for name, status in met.items() if status != 404} == answers


@pytest.mark.parametrize(
    "name",
    [
        "edit",
        "view_draft",
        "history",
        "usage",
        "delete",
        "copy",
        "unpublish",
        "move",
        "preview_on_edit",
        "revisions_view",
    ],
)
def test_a_page_in_review_is_shut_to_an_expert_but_for_its_review(name, expert_client, in_review, lesson):
    args = [lesson.pk, lesson.get_latest_revision().pk] if name == "revisions_view" else [lesson.pk]
    url = reverse(f"wagtailadmin_pages:{name}", args=args)
    assert {expert_client.get(url).status_code, expert_client.post(url).status_code} == {404}


def test_an_experts_home_is_what_is_in_review(expert_client):
    response = expert_client.get(reverse("wagtailadmin_home"))
    assert response.headers["Location"] == reverse("review")


def test_an_expert_is_offered_nothing_that_is_shut(expert_client, in_review):
    page = expert_client.get(reverse("review_course", args=[in_review.pk])).content.decode()
    links = set(re.findall(r'href="(/admin/[^"#]*)"', page))
    assert {expert_client.get(link).status_code for link in links} <= {200, 302}
    assert "Open the editor" not in page


def test_an_expert_edits_approves_and_publishes_nothing(expert, in_review, lesson):
    for page in (in_review, lesson):
        permissions = page.permissions_for_user(expert)
        assert not any([permissions.can_edit(), permissions.can_publish(), permissions.can_delete()])
    state = in_review.current_workflow_state
    assert state.current_task_state.task.specific.get_actions(in_review, expert) == []


def test_a_trainer_who_is_an_expert_too_keeps_the_admin(expert, sign_in):
    expert.groups.add(Group.objects.get(name="Trainers"))
    assert sign_in(expert).get(reverse("wagtailadmin_home")).status_code == 200
