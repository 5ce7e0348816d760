"""The crowd that `make bench` measures the workforce pages with."""

from deploy import crowd
from learning.people.models import Post, User
from learning.workforce.standings import standings
from learning.workforce.statuses import Status

COUNT = 60


def test_a_crowd_is_counted_by_its_lead(demonstration, sign_in):
    made = crowd.fill(COUNT, password="think-family", at=demonstration.at)

    lead = User.objects.get(email=made["lead"])
    page = sign_in(lead).get("/workforce/").content.decode()
    assert f"Crowd of {COUNT}" in page
    assert Post.objects.filter(organisation__code=f"crowd-{COUNT}").count() == COUNT


def test_a_crowd_has_people_on_either_side_of_what_is_required(demonstration):
    crowd.fill(COUNT, password="think-family", at=demonstration.at)

    posts = Post.objects.filter(organisation__code=f"crowd-{COUNT}")
    found = {each.standing.status for each in standings(posts, on=demonstration.today)}
    assert found >= {Status.COMPLIANT, Status.OVERDUE}
