"""The matrix for an inspection: on paper and as CSV, at once or by the worker, for whoever may see it."""

import csv
import io

import pytest
from django.core.files.storage import storages
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.people.models import Organisation, Responsibility, Team
from learning.people.roles import Role
from learning.records.models import Certificate
from learning.records.worker import work_once
from learning.workforce.looks import Look
from learning.workforce.packs import views
from learning.workforce.packs.packs import Pack
from tests.factories import LineManagerFactory, WorkforceLeadFactory
from tests.workforce.factories import DAY, ON, a_course, certify
from tests.workforce.packs.reading import accessible, read, words_of
from tests.workforce.staff_lists.factories import AcceptedEvidenceFactory, EvidenceWordsFactory
from tests.workforce.world import CANARY, NOW

pytestmark = pytest.mark.django_db

ADDRESS = "/workforce/inspection/"


@pytest.fixture
def ask(world):
    """ask(client, file="csv", team=team) posts the form."""

    def post(client, *, file="pdf", **chosen):
        return client.post(ADDRESS, {"organisation": world.organisation.pk, "file": file} | chosen)

    return post


def lines(content: bytes) -> list[dict]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text[text.index("\r\n\r\n") + 4 :])))


def test_paper_says_of_each_person_and_course_where_they_stand_and_by_which_certificate(
    lead_client, world, ask
):
    text = words_of(ask(lead_client).content)
    code = Certificate.objects.get(learner=world.people["valid"]).code
    for expected in (
        "Inspection matrix: Northmoor Community Health",
        "As at 3 March 2027, 10:00. Mark of the rules in force:",
        "11 lines, of people and courses that are required of them; 5 gaps.",
        "Quayside",
        "Vera Valid",
        "Completed 27 January 2026 Valid until 27 January 2029",
        code,
        "Never completed Was due by",
        "Away Maternity leave",
        "Not required",
        "Hillfoot",
        "The rules in force The first course. Mandatory, for every staff group. 90 days to complete it",
        "Renewed in its last 90 days, it keeps its anniversary.",
        "The other course. Mandatory, for Health visitor (SCPHN).",
    ):
        assert expected in text, expected
    assert CANARY not in text


def test_csv_says_the_same(lead_client, world, ask):
    response = ask(lead_client, file="csv")
    found = {(line["Name"], line["Course"]): line for line in lines(response.content)}
    assert len(found) == 11
    lapsed = found["Lars Lapsed", "The first course"]
    assert (lapsed["Team"], lapsed["Status"], lapsed["Gap"]) == ("Quayside", "Lapsed", "Gap")
    assert lapsed["Completed"] == (ON - 1200 * DAY).isoformat()
    assert (
        lapsed["Certificate or accepted evidence"]
        == Certificate.objects.get(learner=world.people["lapsed"]).code
    )
    assert found["Ada Away", "The first course"]["Why left out"] == "Maternity leave"
    assert b"As at" in response.content
    assert b'In force: The other course,"Mandatory, for Health visitor (SCPHN).' in response.content
    assert response["Content-Disposition"].endswith('-2027-03-03.csv"')


def test_it_shows_what_someone_is_valid_by_whether_a_certificate_or_accepted_elsewhere(
    lead_client, manager_client, world, ask
):
    """Lars renewed elsewhere after his certificate had lapsed; Vera completed it elsewhere before hers, and for a short time."""
    facts = {"course": world.course, "organisation": world.organisation}
    renewed, earlier = ON - 100 * DAY, ON - 500 * DAY
    lapsed = AcceptedEvidenceFactory(person=world.people["lapsed"], completed_on=renewed, **facts)
    EvidenceWordsFactory(evidence=lapsed, provider="Elmbridge Trust")
    AcceptedEvidenceFactory(person=world.people["valid"], completed_on=earlier, **facts)
    theirs = Organisation.objects.get(name__contains=CANARY)
    AcceptedEvidenceFactory(
        person=world.people["never"], completed_on=renewed, course=world.course, organisation=theirs
    )
    found = {
        line["Name"]: line
        for line in lines(ask(lead_client, file="csv").content)
        if line["Course"] == "The first course"
    }
    lars, vera, nora = (found[name] for name in ("Lars Lapsed", "Vera Valid", "Nora Never"))
    proof = "Certificate or accepted evidence"
    assert (lars["Status"], lars["Completed"], lars[proof]) == (
        "Valid",
        renewed.isoformat(),
        "Accepted, Elmbridge Trust",
    )
    assert vera[proof] == Certificate.objects.get(learner=world.people["valid"]).code
    assert (nora["Completed"], nora[proof]) == ("", "")
    assert "Accepted, Elmbridge Trust" in words_of(ask(lead_client).content)
    assert b"Elmbridge" not in ask(manager_client, file="csv").content


def test_a_later_certificate_that_ends_sooner_is_not_what_someone_is_valid_by(lead_client, world, ask):
    first = Certificate.objects.get(learner=world.people["valid"])
    certify(world.people["valid"], world.course, ON - 30 * DAY, months=1)
    [line] = [
        line
        for line in lines(ask(lead_client, file="csv").content)
        if (line["Name"], line["Course"]) == ("Vera Valid", "The first course")
    ]
    assert (line["Completed"], line["Day"]) == (first.awarded_on.isoformat(), "2029-01-27")


def test_a_manager_takes_the_team_without_reasons_and_codes(manager_client, world, ask):
    content = ask(manager_client, file="csv").content
    text = content.decode()
    assert "Vera Valid" in text
    assert "Maternity" not in text
    assert [c.code for c in Certificate.objects.all() if c.code in text] == []
    assert [word for word in ("Sana Soon", "Hillfoot", CANARY) if word in text] == []
    paper = words_of(ask(manager_client, team=world.below.pk).content)
    assert "Ada Away" in paper
    assert [word for word in ("Maternity", "Vera", "Hillfoot", CANARY) if word in paper] == []


def test_what_one_does_not_answer_for_is_not_offered(lead_client, manager_client, world, ask):
    elsewhere = Team.objects.get(name__contains=CANARY)
    for client, forged in (
        (lead_client, {"organisation": elsewhere.organisation_id}),
        (lead_client, {"team": elsewhere.pk}),
        (manager_client, {"team": world.beside.pk}),
        (lead_client, {"file": "exe"}),
    ):
        response = ask(client, **forged)
        assert "Choose" in response.content.decode()
        assert "There is a problem" in response.content.decode()
        assert CANARY not in response.content.decode()
    assert not Look.objects.exists()


def test_that_it_was_taken_away_is_kept(lead_client, world, ask):
    ask(lead_client, team=world.team.pk)
    [look] = Look.objects.all()
    assert (look.what, look.by, look.rows) == (Look.What.INSPECTION, world.lead, 10)
    assert (look.filters["team"], look.filters["file"], len(look.filters["rules"])) == (
        world.team.pk,
        "pdf",
        64,
    )


def test_paper_is_accessible_with_its_heads_on_every_page(lead_client, world, ask):
    for number in range(60):
        world.someone(f"李娜 محمد Person {number} " + "Wolfeschlegelsteinhausen" * 4)
    content = ask(lead_client).content
    met = accessible(content, title="Inspection matrix: Northmoor Community Health")
    assert [what for what, is_so in met.items() if not is_so] == []
    pages = [page.extract_text() for page in read(content).pages]
    assert len(pages) > 5
    assert [number for number, text in enumerate(pages[:-1]) if "The first course" not in text] == []
    assert read(content).pages[0].mediabox.width == pytest.approx(842, abs=1)


def test_of_nobody_it_says_so(today, home, sign_in):
    lead = WorkforceLeadFactory().person
    chosen = {"organisation": lead.responsibilities.get().organisation_id, "file": "pdf"}
    text = words_of(sign_in(lead).post(ADDRESS, chosen).content)
    assert "Nothing is required of anybody here today." in text


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(views, "MOST_LINES", 3)


def test_a_large_one_is_made_by_the_worker_and_kept_a_week(
    lead_client, sign_in, world, ask, large, time_machine
):
    address = ask(lead_client, file="csv")["Location"]
    assert "It is being made." in lead_client.get(address).content.decode()
    assert lead_client.post(f"{address}file/").status_code == 404
    assert work_once(worker="test", is_long=True)
    assert "Download (CSV)" in lead_client.get(address).content.decode()
    assert not Look.objects.exists()
    assert lead_client.get(f"{address}file/").status_code == 405
    assert len(lines(lead_client.post(f"{address}file/").getvalue())) == 11
    assert address in lead_client.get(ADDRESS).content.decode()
    look = Look.objects.get()
    assert (look.what, look.rows, len(look.filters["rules"])) == (Look.What.INSPECTION, 11, 64)
    stored = Pack.objects.get().stored_as
    time_machine.move_to(NOW + 7 * DAY, tick=False)
    assert sign_in(world.lead).post(f"{address}file/").status_code == 404
    while work_once(worker="test"):
        pass
    assert not Pack.objects.exists()
    assert not storages["private"].exists(stored)


def test_one_is_for_whoever_asked_while_they_answer_for_it(
    lead_client, manager_client, sign_in, world, ask, large
):
    address = ask(lead_client)["Location"]
    work_once(worker="test", is_long=True)
    other = sign_in(WorkforceLeadFactory(organisation=world.organisation).person)
    for client in (manager_client, other):
        found = client.get(address), client.post(f"{address}file/")
        assert [response.status_code for response in found] == [404, 404]
    theirs = Organisation.objects.get(name__contains=CANARY)
    Responsibility.objects.filter(person=world.lead).update(organisation=theirs)
    assert lead_client.post(f"{address}file/").status_code == 404


def test_a_lead_who_comes_to_manage_a_team_keeps_nothing_of_the_others(lead_client, world, ask, large):
    whole, of_team = (ask(lead_client, **chosen)["Location"] for chosen in ({}, {"team": world.team.pk}))
    LineManagerFactory(person=world.lead, team=world.team)
    Responsibility.objects.filter(person=world.lead, role=Role.WORKFORCE_LEAD).update(ends_on=ON - DAY)
    assert [lead_client.get(address).status_code for address in (whole, of_team)] == [404, 404]


def test_a_manager_of_many_people_chooses_a_team_and_has_it_while_managing_that(
    manager_client, world, ask, large
):
    refused = ask(manager_client).context["form"].errors
    assert refused == {"team": ["That would be up to 10 lines. Choose one of your teams."]}
    address = ask(manager_client, team=world.team.pk)["Location"]
    assert manager_client.get(address).status_code == 200
    Responsibility.objects.filter(team=world.team).update(team=world.beside)
    assert manager_client.get(address).status_code == 404


def test_a_long_one_is_taken_with_a_reason(lead_client, world, ask, large, settings):
    settings.EXPORT_ASKS_ABOVE = 10
    address = ask(lead_client, file="csv")["Location"] + "file/"
    work_once(worker="test", is_long=True)
    assert "Take 11 lines away?" in lead_client.post(address).content.decode()
    assert not Look.objects.exists()
    response = lead_client.post(address, {"asked_again": "1", "reason": "The inspection of 8 March"})
    assert len(lines(response.getvalue())) == 11
    assert Look.objects.get().reason.text == "The inspection of 8 March"


def test_paper_that_nobody_could_read_is_refused(lead_client, world, ask, large, monkeypatch):
    monkeypatch.setattr(views, "MOST_ON_PAPER", 4)
    assert "lines on paper. Choose a team, or the file to sort." in ask(lead_client).content.decode()
    assert not Pack.objects.exists()
    assert ask(lead_client, file="csv").status_code == 302


@pytest.mark.parametrize("facts", [{"file": "exe"}, {"filename": "x.pdf"}, {"made_at": NOW}, {"lines": 1}])
def test_a_pack_that_is_neither_asked_for_nor_made_is_refused(facts, world):
    facts = {"organisation": world.organisation, "by": world.lead, "file": "pdf", "asked_at": NOW} | facts
    with pytest.raises(IntegrityError), transaction.atomic():
        Pack.objects.create(**facts)


def test_many_courses_go_on_larger_paper(lead_client, world, ask):
    certify(world.people["valid"], world.course, ON - 5 * DAY)
    for number in range(6):
        rule = world.organisation.requirements.order_by("pk").first()
        rule.pk, rule.course = None, a_course(f"Course {number}")
        rule.save()
    assert read(ask(lead_client).content).pages[0].mediabox.width == pytest.approx(1191, abs=1)


def test_queries_do_not_grow_with_people(lead_client, world, ask):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert ask(lead_client, file="csv").status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(60):
        certify(
            world.someone(f"Person {number}", team=(world.team, world.below)[number % 2]), world.course, ON
        )
    assert queries() == few


def test_the_form_is_reached_from_the_table(lead_client, manager_client, world):
    for client in (lead_client, manager_client):
        assert reverse("inspection_pack") in client.get(reverse("workforce")).content.decode()
        assert "Make the matrix" in client.get(ADDRESS).content.decode()
