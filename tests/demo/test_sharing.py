"""What Northmoor's organisations share: all but one, and one of them is to be renewed."""

from django.urls import reverse


def test_all_share_but_the_voluntary_sector_and_one_lead_is_reminded(
    demonstration, account, sign_in, time_machine
):
    time_machine.move_to(demonstration.at, tick=False)
    page = sign_in(account("partnership")).get(reverse("workforce_partnership"))
    assert page.context["shown"].apart == ["Family Harbour"]
    lead = sign_in(account("lead")).get(reverse("workforce")).content.decode()
    assert "Sharing ends on 23 March 2027" in lead
