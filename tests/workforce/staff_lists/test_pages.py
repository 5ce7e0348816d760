"""The pages of lists, for a lead."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.models import Post, StaffNumber
from learning.records.worker import work_once
from learning.workforce.models import AcceptedList, ListContent, ListMapping, StaffList
from learning.workforce.staff_lists import keeping
from tests.factories import OrganisationFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY
from tests.workforce.staff_lists.factories import AcceptedListFactory, StaffNumberFactory, a_compared_list
from tests.workforce.staff_lists.files import csv_of, someone, staff_csv
from tests.workforce.world import NOW

COLUMNS = {"number": 0, "name": 1, "email": 2, "group": 3, "team": 4, "starts_on": 5, "ends_on": 6, "away": 7}


def upload(client, data: bytes, **more):
    organisation = more.pop("organisation", "")
    sent = {"kind": "staff", "file": SimpleUploadedFile("november.csv", data), "organisation": organisation}
    return client.post(reverse("staff_lists"), sent | more)


@pytest.fixture
def ours(world):
    return world.organisation.pk


def test_a_list_is_brought_mapped_read_and_accepted(lead_client, world, ours):
    rows = [someone(1), someone(2, group="HV SCPHN")]
    response = upload(lead_client, staff_csv(rows), organisation=ours)
    brought = StaffList.objects.get()
    assert response.url == reverse("staff_list_columns", args=[brought.pk])
    form = lead_client.get(response.url).context["form"]
    assert form["starts_on"].initial == 5
    assert (5, "First day in the post: 01-Mar-2024") in form.fields["starts_on"].choices
    lead_client.post(response.url, COLUMNS | {"who": "some"})
    page = lead_client.get(reverse("staff_list", args=[brought.pk]))
    assert "It is not known what this means." in page.content.decode()
    assert page.context["shown"].form is None
    words = reverse("staff_list_words", args=[brought.pk])
    assert "Staff group: “HV SCPHN”" in lead_client.get(words).content.decode()
    lead_client.post(words, {"group-0": "hv"})
    shown = lead_client.get(reverse("staff_list", args=[brought.pk])).context["shown"]
    assert [tally.number for tally in shown.tallies] == [0, 2, 0, 0, 0, 0, 0]
    assert not StaffNumber.objects.exists()
    accept = reverse("accept_staff_list", args=[brought.pk])
    page = lead_client.post(accept, {"digest": shown.form["digest"].value()}, follow=True)
    assert "All that was shown is saved." in page.content.decode()
    assert StaffNumber.objects.filter(organisation=world.organisation).count() == 2
    assert AcceptedList.objects.get().accepted_by == world.lead
    assert "november.csv" in lead_client.get(reverse("staff_lists")).content.decode()
    mapping = ListMapping.objects.get()
    assert mapping.words == {"group": {"hv scphn": "hv"}}
    again = upload(lead_client, staff_csv(rows), organisation=ours)
    lead_client.post(again.url, COLUMNS | {"who": "some"})
    brought = StaffList.objects.latest_first()[0]
    assert brought.count("unchanged") == 2
    words = reverse("staff_list_words", args=[brought.pk])
    assert lead_client.get(words).context["form"]["group-0"].initial == "hv"
    lead_client.post(words, {"group-0": "mw"})
    brought.refresh_from_db()
    assert brought.lines.get().details == [["Staff group", "Health visitor (SCPHN)", "Midwife"]]
    lead_client.post(words, {"group-0": ""})
    brought.refresh_from_db()
    assert brought.counts["unknown"] == {"group": {"HV SCPHN": 1}}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"file": ""}, "Choose a file, or paste the rows."),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "The file is empty."),
        ({"pasted": "Employee number\n1"}, "Choose a file or paste the rows, not both."),
        ({"file": SimpleUploadedFile("a.csv", b"Name,Post\n")}, "There is no row below the headings."),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "neither an Excel workbook nor text"),
    ],
)
def test_what_cannot_be_brought_is_refused_beside_the_file(sent, words, lead_client, ours):
    response = upload(lead_client, staff_csv([someone(1)]), organisation=ours, **sent)
    assert words in response.context["form"].errors["file"][0]
    assert not StaffList.objects.exists()


def test_rows_pasted_from_a_spreadsheet_are_a_list_too(lead_client, ours):
    pasted = csv_of(["Emp No", "Surname"], [["007", "Yusuf"]], between="\t").decode()
    upload(lead_client, b"", file="", pasted=pasted, organisation=ours)
    assert StaffList.objects.get().columns == {"number": 0, "last_name": 1}
    response = upload(lead_client, b"", file="", pasted="x" * 2_000_001, organisation=ours)
    assert "too much to paste" in response.context["form"].errors["pasted"][0]


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ({"number": 0, "who": "some"}, "Say which column holds the staff group."),
        ({"number": 0, "group": 0, "who": "some"}, "Choose each column of the file once."),
        ({"group": 0, "who": "some"}, "Say which column holds the employee number."),
    ],
)
def test_columns_that_do_not_suffice_are_said(places, words, lead_client, world):
    brought = a_compared_list(world.lead)
    response = lead_client.post(reverse("staff_list_columns", args=[brought.pk]), places)
    assert response.context["form"].non_field_errors() == [words]


def test_what_is_accepted_is_what_was_shown_or_nothing(lead_client, world):
    """The world changes between reading and accepting: nothing is saved, and the new difference is shown."""
    brought = a_compared_list(world.lead, [someone(1, team="")])
    StaffNumberFactory(organisation=world.organisation, number="00000001", person=world.people["valid"])
    accept = reverse("accept_staff_list", args=[brought.pk])
    page = lead_client.post(accept, {"digest": brought.digest}, follow=True).content.decode()
    assert "Something has changed since you read this: nothing was saved." in page
    assert not AcceptedList.objects.exists()
    brought.refresh_from_db()
    assert brought.lines.get().details[:2] == [
        ["Staff group", "", "Health visitor (SCPHN)"],
        ["First day", "", "1 March 2024"],
    ]
    lead_client.post(accept, {"digest": brought.digest})
    assert AcceptedList.objects.get().added == 1
    assert world.people["valid"].posts.count() == 2


def test_a_list_of_everyone_that_would_end_many_posts_is_warned_of_before_its_lines(lead_client, world):
    there = upload(lead_client, staff_csv([someone(1)]), organisation=world.organisation.pk).url
    lead_client.post(there, COLUMNS | {"who": "everyone"})
    brought = StaffList.objects.get()
    page = lead_client.get(reverse("staff_list", args=[brought.pk])).content.decode()
    warning = page.index("More than a fifth of the posts would end.")
    assert page.index("tf-tally") < warning < page.index("Nora Never") < page.index('name="may_end_many"')


def test_a_list_sent_twice_is_accepted_once(lead_client, world):
    brought = a_compared_list(world.lead)
    for _ in range(2):
        lead_client.post(reverse("accept_staff_list", args=[brought.pk]), {"digest": brought.digest})
    assert AcceptedList.objects.count() == 1


def test_a_discarded_list_leaves_nothing(lead_client, world):
    brought = a_compared_list(world.lead)
    lead_client.post(reverse("discard_staff_list", args=[brought.pk]))
    assert not StaffList.objects.exists()
    assert not ListContent.objects.exists()


def test_a_list_is_swept_after_seven_days(world, time_machine):
    a_compared_list(world.lead)
    assert not work_once(worker="w")
    time_machine.move_to(NOW + 7 * DAY)
    assert work_once(worker="w")
    assert not StaffList.objects.exists()
    assert not ListContent.objects.exists()


def test_nobody_reaches_a_list_of_an_organisation_that_they_do_not_lead(
    world, lead_client, manager_client, partnership_client, sign_in
):
    other = WorkforceLeadFactory(organisation=OrganisationFactory(name="Elsewhere"))
    brought = a_compared_list(other.person)
    names = ("staff_list", "staff_list_columns", "staff_list_words")
    for client in (lead_client, manager_client, partnership_client):
        met = {client.get(reverse(name, args=[brought.pk])).status_code for name in names}
        met |= {
            client.post(
                reverse("accept_staff_list", args=[brought.pk]), {"digest": brought.digest}
            ).status_code
        }
        met |= {client.post(reverse("discard_staff_list", args=[brought.pk])).status_code}
        met |= {client.post(reverse("invite_from_lists", args=[other.organisation_id])).status_code}
        assert met == {404}
    response = upload(lead_client, staff_csv([someone(1)]), organisation=other.organisation_id)
    assert "organisation" in response.context["form"].errors
    assert not Post.objects.filter(organisation=other.organisation).exists()


def test_a_long_list_is_compared_and_accepted_by_the_worker(lead_client, world, monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE_BYTES", 10)
    brought = a_compared_list(world.lead)
    page = reverse("staff_list", args=[brought.pk])
    assert "See how far it is" in lead_client.get(page).content.decode()
    assert work_once(worker="w")
    shown = lead_client.get(page).context["shown"]
    assert shown.form
    lead_client.post(
        reverse("accept_staff_list", args=[brought.pk]), {"digest": shown.form["digest"].value()}
    )
    assert "being saved, all of them or none" in lead_client.get(page).content.decode()
    assert work_once(worker="w")
    assert "Accepted on 3 March 2027" in lead_client.get(page).content.decode()
    assert AcceptedList.objects.get().accepted_at == NOW


def test_invitations_go_out_when_the_lead_says_so_and_once(lead_client, world, ours, mailoutbox):
    brought = a_compared_list(world.lead, [someone(1, team=""), someone(2, team="")])
    lead_client.post(reverse("accept_staff_list", args=[brought.pk]), {"digest": brought.digest})
    while work_once(worker="w"):
        pass
    assert mailoutbox == []
    assert "Send 2 invitations" in lead_client.get(reverse("staff_lists")).content.decode()
    for _ in range(2):
        lead_client.post(reverse("invite_from_lists", args=[ours]))
    while work_once(worker="w"):
        pass
    assert sorted(mail.to[0] for mail in mailoutbox) == [
        "staff1@northmoor.example",
        "staff2@northmoor.example",
    ]
    assert "no account yet" not in lead_client.get(reverse("staff_lists")).content.decode()


def test_our_template_is_a_list_that_can_be_brought(lead_client, ours):
    for kind in ("staff", "completions"):
        template = lead_client.get(reverse("staff_list_template", args=[kind]))
        assert upload(lead_client, template.content, organisation=ours, kind=kind).status_code == 302
    assert lead_client.get(reverse("staff_list_template", args=["other"])).status_code == 404
    staff = StaffList.objects.get(kind="staff")
    assert len(staff.columns) == 13


def counted(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_pages_take_as_many_queries_for_many_lists_and_lines_as_for_one(lead_client, world):
    WorkforceLeadFactory(person=world.lead)
    brought = a_compared_list(world.lead, [someone(1, team="")])
    AcceptedListFactory(organisation=world.organisation, staff_list__organisation=world.organisation)
    pages = [reverse("staff_lists"), reverse("staff_list", args=[brought.pk])]
    few = [counted(lead_client, page) for page in pages]
    brought = a_compared_list(world.lead, [someone(number, team="") for number in range(1, 80)])
    for _ in range(5):
        AcceptedListFactory(organisation=world.organisation, staff_list__organisation=world.organisation)
        other = WorkforceLeadFactory(person=world.lead).organisation
        AcceptedListFactory(organisation=other, staff_list__organisation=other)
    pages = [reverse("staff_lists"), reverse("staff_list", args=[brought.pk])]
    assert [counted(lead_client, page) for page in pages] == few
