"""Local services and decisions in the admin: who may, what the lists say, and what is refused."""

import datetime
import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from learning.site.models import LocalDecision, LocalService, Situation
from tests.courses import content
from tests.factories import AreaFactory, OrganisationFactory, UserFactory
from tests.site.factories import LocalDecisionFactory, LocalServiceFactory, SituationFactory

TODAY = datetime.date(2027, 3, 3)
MODELS = ("localservice", "localdecision", "situation")


@pytest.fixture(autouse=True)
def _on_the_third_of_march(time_machine):
    time_machine.move_to(datetime.datetime(2027, 3, 3, 10, 0, tzinfo=datetime.UTC), tick=False)


@pytest.fixture
def north(home):
    return AreaFactory(name="Northmoor North")


@pytest.fixture
def administrator_by_group_client(sign_in, db):
    person = UserFactory(name="Ada Group")
    person.groups.add(Group.objects.get(name="Administrators"))
    return sign_in(person)


def url(model: str, name: str, *rows) -> str:
    return reverse(f"wagtailsnippets_site_{model}:{name}", args=[row.pk for row in rows])


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def service_form(area=None, **fields) -> dict:
    blank = dict.fromkeys(
        ("partnership", "organisation", "who_can_refer", "age_to", "criteria_plain", "phone", "hours"), ""
    )
    more = dict.fromkeys(("consultation_note", "decides", "does_not_decide", "owner", "checked_by"), "")
    own = {"name": "CAMHS South", "side": "children", "kind": "camhs", "age_of": "child", "age_from": "3"}
    return blank | more | own | {"area": area.pk if area else "", "checked_on": "2027-03-01"} | fields


def decision_form(situation, area, *services, **fields) -> dict:
    named = {
        "named_services-TOTAL_FORMS": len(services),
        "named_services-INITIAL_FORMS": 0,
        "named_services-MIN_NUM_FORMS": 0,
        "named_services-MAX_NUM_FORMS": 1000,
    }
    for number, service in enumerate(services):
        named |= {
            f"named_services-{number}-service": service.pk,
            f"named_services-{number}-ORDER": number + 1,
        }
    words = {"who_decides": "The ward.", "who_must_be_told": "", "how_to_disagree": ""}
    return {"situation": situation.pk, "area": area.pk, "partnership": ""} | words | named | fields


# Who may


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", ["list", "add"])
@pytest.mark.parametrize("who", ["trainer_client", "administrator_by_group_client"])
def test_trainers_and_administrators_open(who, name, model, request, home):
    read(request.getfixturevalue(who), url(model, name))


@pytest.mark.parametrize("who", ["learner_client", "lead_client"])
@pytest.mark.parametrize("model", MODELS)
def test_nobody_else_does(who, model, request, home):
    assert request.getfixturevalue(who).get(url(model, "list")).status_code == 302


@pytest.mark.parametrize("factory", [LocalServiceFactory, LocalDecisionFactory, SituationFactory])
def test_an_administrator_deletes_what_nothing_uses_and_a_trainer_does_not(
    factory, trainer_client, administrator_by_group_client, home
):
    row = factory()
    address = url(row._meta.model_name, "delete", row)
    trainer_client.post(address)
    assert type(row).objects.filter(pk=row.pk).exists()
    administrator_by_group_client.post(address)
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_local_services_have_a_menu_of_their_own(trainer_client, home):
    words = read(trainer_client, reverse("wagtailadmin_home"))
    for model in MODELS:
        assert url(model, "list") in words


# The lists


def test_every_screen_has_one_heading_of_the_first_level(trainer_client, north):
    service = LocalServiceFactory(area=north)
    addresses = [url("localservice", name) for name in ("list", "add")]
    for address in [*addresses, url("localservice", "edit", service), addresses[0] + "?kind=mash"]:
        words = read(trainer_client, address)
        assert words.count("<h1") == 1
        assert "<h2 role" not in words


def test_the_list_says_where_whose_and_when_checked(trainer_client, trainer, north):
    LocalServiceFactory(area=north, name="Fresh", owner=trainer, checked_on=TODAY)
    late = TODAY - datetime.timedelta(days=181)
    LocalServiceFactory(partnership=north.partnership, name="Late", checked_on=late)
    words = read(trainer_client, url("localservice", "list"))
    for said in (
        "Northmoor North",
        north.partnership.name,
        trainer.name,
        "3 March 2027",
        "Not since 3 September 2026",
        "Front door (MASH)",
    ):
        assert said in words


@pytest.mark.parametrize(
    "query", ["?checked=late", "?area={area}", "?owner={owner}", "?kind=camhs", "?q=visits"]
)
def test_the_list_can_be_cut(query, trainer_client, trainer, north):
    late = TODAY - datetime.timedelta(days=181)
    LocalServiceFactory(
        area=north, name="Wanted", owner=trainer, kind="camhs", criteria_plain="Home visits.", checked_on=late
    )
    LocalServiceFactory(name="Unwanted")
    words = read(trainer_client, url("localservice", "list") + query.format(area=north.pk, owner=trainer.pk))
    assert "Wanted" in words
    assert "Unwanted" not in words


@pytest.mark.parametrize("address", [("localservice", "list"), ("localservice", "add")])
def test_trainers_see_no_staff_among_the_owners(
    address, trainer_client, trainer, learner, administrator, home
):
    words = read(trainer_client, url(*address))
    assert words.count(f">{trainer.name}</option>") == 1
    assert f">{administrator.name}</option>" in words
    assert learner.name not in words


def test_decisions_are_listed_by_situation_and_area_and_found_by_their_words(trainer_client, north):
    LocalDecisionFactory(area=north, situation__words="A ward is closing", who_decides="The team.")
    LocalDecisionFactory(situation__words="Another", who_decides="Somebody.")
    words = read(trainer_client, url("localdecision", "list") + "?q=closing")
    assert "A ward is closing" in words
    assert "Northmoor North" in words
    assert "Somebody." not in words


def test_situations_say_where_they_are_answered(trainer_client, north):
    situation = SituationFactory(words="A ward is closing")
    LocalDecisionFactory(situation=situation, area=north)
    SituationFactory(words="Nobody knows")
    words = read(trainer_client, url("situation", "list"))
    assert "Northmoor North" in words
    assert "Nowhere yet" in words


@pytest.mark.parametrize("model", MODELS)
def test_a_list_takes_as_many_queries_for_1_and_for_15_rows(
    model, trainer_client, trainer, count_queries, home
):
    def add() -> None:
        service = LocalServiceFactory(owner=trainer, organisation=OrganisationFactory())
        LocalDecisionFactory(area=service.area, naming=[service])

    add()
    at_one = count_queries(trainer_client, url(model, "list"))
    for _ in range(14):
        add()
    assert count_queries(trainer_client, url(model, "list")) == at_one


# Writing


def test_a_trainer_adds_a_service(trainer_client, trainer, north):
    fields = service_form(north, decides="who is seen\nhow soon", owner=trainer.pk, age_to="18")
    trainer_client.post(url("localservice", "add"), fields)
    service = LocalService.objects.get()
    assert service.things_it_decides == ["who is seen", "how soon"]
    assert (service.owner, service.ages) == (trainer, "Child, 3 to 17")


def test_a_name_of_120_letters_is_kept_and_one_more_is_refused(trainer_client, north):
    trainer_client.post(url("localservice", "add"), service_form(north, name="N" * 121))
    assert not LocalService.objects.exists()
    trainer_client.post(url("localservice", "add"), service_form(north, name="N" * 120))
    assert "N" * 120 in read(trainer_client, url("localservice", "list"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"checked_on": "2099-01-01"}, "This day has not come yet."),
        ({"checked_on": "soon"}, "Enter a valid date."),
        ({"age_to": "3"}, "“Until age” should be higher than “from age”."),
        ({"area": ""}, "one of the two."),
        ({"name": "Taken"}, "There is a service of this name in this area already."),
        ({"owner": "0"}, "Select a valid choice."),
    ],
)
def test_bad_input_is_refused_in_words_and_nothing_is_lost(fields, words, trainer_client, north):
    LocalServiceFactory(area=north, name="Taken")
    response = trainer_client.post(url("localservice", "add"), service_form(north, phone="01632 1") | fields)
    page = response.content.decode()
    assert words in page
    assert "01632 1" in page
    assert LocalService.objects.count() == 1


def test_a_learner_cannot_be_made_an_owner(trainer_client, learner, north):
    trainer_client.post(url("localservice", "add"), service_form(north, owner=learner.pk))
    assert not LocalService.objects.exists()


def test_a_trainer_adds_a_decision_with_its_services_in_order(trainer_client, north):
    first, second = LocalServiceFactory(area=north), LocalServiceFactory(area=north)
    trainer_client.post(url("localdecision", "add"), decision_form(SituationFactory(), north, second, first))
    [decision] = LocalDecision.objects.with_details()
    assert [row.service for row in decision.named_services.all()] == [second, first]


def test_the_same_service_twice_is_refused_in_words(trainer_client, north):
    service = LocalServiceFactory(area=north)
    fields = decision_form(SituationFactory(), north, service, service)
    response = trainer_client.post(url("localdecision", "add"), fields)
    assert response.status_code == 200
    assert not LocalDecision.objects.exists()


def test_a_second_answer_of_the_same_area_is_refused_in_words(trainer_client, north):
    decision = LocalDecisionFactory(area=north)
    response = trainer_client.post(url("localdecision", "add"), decision_form(decision.situation, north))
    assert "This area has said who decides in this situation already." in response.content.decode()


def test_two_services_may_change_places_in_a_decision(trainer_client, north):
    first, second = LocalServiceFactory(area=north), LocalServiceFactory(area=north)
    decision = LocalDecisionFactory(area=north, naming=[first, second])
    rows = list(decision.named_services.order_by("sort_order"))
    fields = decision_form(decision.situation, north, second, first) | {"named_services-INITIAL_FORMS": 2}
    for number, row in enumerate(rows):
        fields[f"named_services-{number}-id"] = row.pk
    trainer_client.post(url("localdecision", "edit", decision), fields)
    [changed] = LocalDecision.objects.with_details()
    assert [row.service for row in changed.named_services.all()] == [second, first]


# Where it is used, and deleting


def test_a_services_page_names_the_decisions_with_a_way_to_each(trainer_client, north):
    service = LocalServiceFactory(area=north)
    decision = LocalDecisionFactory(area=north, naming=[service])
    words = read(trainer_client, url("localservice", "edit", service))
    assert f'<a href="{url("localdecision", "edit", decision)}">{decision}</a> (Local decision)' in words


def test_a_service_that_a_decision_names_is_not_deleted(administrator_client, north):
    service = LocalServiceFactory(area=north, name="Front Door")
    decision = LocalDecisionFactory(area=north, naming=[service])
    response = administrator_client.post(url("localservice", "delete", service), follow=True)
    said = f"“Front Door, Northmoor North” cannot be deleted: it is used in “{decision}”. Take it out there first."
    assert said in response.content.decode()
    assert LocalService.objects.exists()


def test_a_situation_that_a_lesson_asks_about_is_not_deleted(administrator_client, indexed, lessons):
    situation = SituationFactory(words="A ward is closing")
    lessons[0].body = json.dumps([content.who_decides(situation)])
    lessons[0].save_revision()
    response = administrator_client.post(url("situation", "delete", situation), follow=True)
    said = "“A ward is closing” cannot be deleted: it is used in “Lesson 1”. Take it out there first."
    assert said in response.content.decode()
    assert Situation.objects.exists()


# Choosing


@pytest.mark.parametrize("count", [1, 12])
def test_a_service_is_chosen_by_name_and_place_in_as_many_queries(
    count, trainer_client, count_queries, north
):
    for _ in range(count):
        LocalServiceFactory(area=AreaFactory(partnership=north.partnership), name="CAMHS")
    address = reverse(LocalService.snippet_viewset.chooser_viewset.get_url_name("choose"))
    assert count_queries(trainer_client, address) == 8
    assert read(trainer_client, address).count("CAMHS, Area") >= count


def test_a_situation_is_chosen_from_a_list_that_can_be_searched(trainer_client, indexed, home):
    SituationFactory(words="A ward is closing")
    SituationFactory(words="Another")
    address = reverse(Situation.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    words = read(trainer_client, f"{address}?q=closing")
    assert "A ward is closing" in words
    assert "Another" not in words


def test_a_lesson_whose_situation_was_deleted_opens_in_the_editor(administrator_client, lessons):
    situation = SituationFactory()
    lessons[0].body = json.dumps([content.who_decides(situation)])
    lessons[0].save()
    situation.delete()
    read(administrator_client, reverse("wagtailadmin_pages:edit", args=[lessons[0].pk]))
