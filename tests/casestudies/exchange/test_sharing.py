"""Sharing an answer without a name: private unless chosen, checked, shown when enough people share, taken back at will."""

import re

import pytest
from django.urls import reverse

from casestudies.exchange import sharing
from casestudies.models import AnswerReport, ExchangeSettings, Reflection, Share, SharedWords
from tests.casestudies import factories
from tests.casestudies.factories import AT, WORDS, answers
from tests.factories import OrganisationFactory, UserFactory

SEED = "Seed of a social worker."
NAMED = "I would ask Mrs Patel whether the school can hold a place for him."


@pytest.fixture(autouse=True)
def offered(home) -> ExchangeSettings:
    return factories.offer_terms(home)


@pytest.fixture
def committed(client, case) -> Reflection:
    client.post(reverse("answer_case", args=[case.pk]), answers(case))
    return Reflection.objects.get()


@pytest.fixture
def places(db):
    return [OrganisationFactory(), OrganisationFactory()]


@pytest.fixture
def others(case, places):
    """others(n): so many children's social workers share an answer each; the last of them elsewhere."""

    def share(count: int) -> list[Share]:
        where = [places[number == count - 1] for number in range(count)]
        return [factories.shared(case, f"Real answer {n}.", organisation=o) for n, o in enumerate(where)]

    return share


def page_of(client, case) -> str:
    return client.get(reverse("answer_case", args=[case.pk])).content.decode()


def send(client, case, **fields):
    """The form below the answers of others."""
    data = {"share": "anonymous", "terms_version": 1, "save": "1"} | fields
    return client.post(reverse("add_to_answer", args=[case.pk]), data, follow=True)


def words(case, text: str) -> dict:
    return {f"words_{case.prompts[0].id}": text}


def test_two_colleagues_are_not_shown_and_the_third_changes_what_is_shown(client, case, committed, others):
    assert page_of(client, case).count(SEED) == 1
    others(2)
    page = page_of(client, case)
    assert (page.count(SEED), page.count("Real answer")) == (1, 0)
    factories.shared(case, "Real answer of a third.")
    page = page_of(client, case)
    assert (page.count(SEED), page.count("Seed of a nurse.")) == (0, 1)
    assert page.count("<p>The child: Real answer") == 3
    assert page.count("Shared by a colleague, without their name") == 3
    assert page.index("Real answer") > page.index("From the other side first")


def test_three_of_one_organisation_leave_the_seed(client, case, committed, places):
    for number in range(3):
        factories.shared(case, f"Real answer {number}.", organisation=places[0])
    page = page_of(client, case)
    assert (page.count(SEED), page.count("Real answer")) == (1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"state": Share.State.HELD},
        {"state": Share.State.REMOVED, "reason": "unkind", "decided_at": AT},
        {"withdrawn_at": AT},
        {},
    ],
    ids=["held", "removed", "withdrawn", "old terms"],
)
def test_what_may_not_be_shown_does_not_count(
    change, client, case, committed, others, administrator, offered
):
    rows = others(3)
    by = {"decided_by": administrator} if "decided_at" in change else {}
    Share.objects.filter(pk=rows[0].pk).update(**change, **by)
    ExchangeSettings.objects.update(terms_version=1 if change else 2)
    page = page_of(client, case)
    assert (page.count(SEED), page.count("Real answer")) == (1, 0)


def test_ones_own_is_not_shown_and_does_not_count(case, others, sign_in):
    rows = others(3)
    own = rows[0].reflection.learner
    assert "Real answer" not in page_of(sign_in(own), case).partition("What you share")[0]


def test_whoever_has_not_answered_meets_nobody(client, case, others):
    rows = others(3)
    addresses = [
        case.get_url(),
        reverse("answer_case", args=[case.pk]),
        reverse("share_answer", args=[case.pk]),
        reverse("shared_answers"),
        *[reverse("report_answer", args=[case.pk, row.public_id]) for row in rows],
    ]
    for address in addresses:
        for method in (client.get, client.post):
            assert b"Real answer" not in method(address, follow=True).content, address


def test_nothing_tells_who_wrote_it_or_where_or_when(client, case, committed, others):
    people = [row.reflection.learner for row in others(3)]
    page = page_of(client, case)
    for person in people:
        assert person.name not in page
        assert person.posts.get().organisation.name not in page
    assert "3 June" not in page


def test_an_answer_stays_private_unless_its_writer_chooses(client, case, committed):
    [chosen] = re.findall(r'<input[^>]*name="share"[^>]*checked[^>]*>', page_of(client, case))
    assert 'value="private"' in chosen
    send(client, case, share="private")
    send(client, case, share="")
    assert not Share.objects.exists()


def test_sharing_keeps_the_words_the_place_and_the_terms(client, case, committed):
    response = send(client, case, **{f"answer_{case.prompts[0].id}": "And I would ring first."})
    assert "Shared without your name. You can stop sharing here at any time." in response.content.decode()
    row = Share.objects.get()
    assert (row.state, row.found, row.terms_version) == (Share.State.OK, [], 1)
    assert row.organisation == committed.learner.posts.get().organisation
    assert row.words.get(lens="child").text == f"{WORDS}\n\nAnd I would ring first."
    assert "You share this answer without your name." in response.content.decode()
    assert "id_share_0" not in response.content.decode()


def test_what_was_shared_is_what_was_checked_whatever_is_added_later(client, case, committed):
    send(client, case)
    send(client, case, **{f"answer_{case.prompts[0].id}": NAMED})
    assert NAMED not in "".join(SharedWords.objects.values_list("text", flat=True))


def test_finishing_and_sharing_is_one_step(client, case, committed):
    send(client, case, finish="1")
    assert Share.objects.count() == 1
    assert committed.enrolment.completions.filter(activity=case.pk).exists()


def test_an_identifier_is_marked_and_nothing_is_shared_yet(client, case, committed):
    response = send(client, case, **{f"answer_{case.prompts[0].id}": NAMED, "finish": "1"})
    page = response.content.decode()
    assert "<mark>Mrs Patel</mark>" in page
    assert "“Mrs Patel” may be a name of somebody or of a place." in page
    assert f"{NAMED}</textarea>" in page
    assert not Share.objects.exists()
    assert committed.texts.get(lens="child").text_second == NAMED
    assert committed.enrolment.completions.filter(activity=case.pk).exists()


def test_words_that_are_changed_are_shared_at_once(client, case, committed):
    url = reverse("share_answer", args=[case.pk])
    assert (
        "<mark>Mrs Patel</mark>"
        in client.post(url, words(case, NAMED) | {"terms_version": 1}).content.decode()
    )
    client.post(url, words(case, "I would ask the school.") | {"terms_version": 1})
    assert Share.objects.get().state == Share.State.OK
    assert SharedWords.objects.get().text == "I would ask the school."
    assert committed.texts.get(lens="child").text_first == WORDS


def test_an_identifier_that_is_kept_is_held_for_a_trainer(client, case, committed):
    url = reverse("share_answer", args=[case.pk])
    response = client.post(url, words(case, NAMED) | {"terms_version": 1, "keep": "1"}, follow=True)
    row = Share.objects.get()
    assert (row.state, row.found) == (Share.State.HELD, ["name"])
    assert "The check found what may be a name of somebody or of a place." in response.content.decode()


def test_the_writer_holds_what_it_finds_whoever_calls_it(case, others):
    assert factories.shared(case, NAMED).state == Share.State.HELD


def test_the_family_of_the_case_may_be_named(case):
    assert factories.shared(case, "I would ask Priya and Tess about Joel and Daniel.").state == Share.State.OK


def test_whoever_the_page_names_beside_its_film_may_be_named_too(course):
    page = factories.told(
        course, voices=0, people=[("person", {"name": "Oonagh", "age": "", "relation": ""})]
    )
    assert factories.shared(page, "I would ask Oonagh what helps her.").state == Share.State.OK


def test_it_goes_at_once_when_it_is_taken_back(client, case, committed):
    send(client, case)
    response = client.post(reverse("withdraw_answer", args=[case.pk]), follow=True)
    assert "No longer shared. It went from the site at once." in response.content.decode()
    assert Share.objects.get().withdrawn_at
    assert not SharedWords.objects.exists()
    assert committed.texts.filter(text_first=WORDS).count() == 3
    send(client, case)
    assert Share.objects.standing().count() == 1


def test_the_list_on_my_account_takes_back_too(client, case, committed):
    send(client, case)
    page = client.get(reverse("shared_answers")).content.decode()
    assert case.title in page
    assert reverse("shared_answers") in client.get(reverse("my_account")).content.decode()
    response = client.post(reverse("withdraw_answer", args=[case.pk]), {"from_list": "1"}, follow=True)
    assert "You share nothing" in response.content.decode()


def test_nobody_takes_back_what_is_anothers(client, case, committed, others):
    others(3)
    assert client.post(reverse("withdraw_answer", args=[case.pk])).status_code == 404
    assert Share.objects.standing().count() == 3


def test_sharing_the_same_again_changes_nothing(case):
    row = factories.shared(case, "Real answer.")
    again = sharing.share(
        learner=row.reflection.learner,
        page=case,
        words={case.prompts[0].id: "Real answer. "},
        terms_version=1,
        at=AT,
    )
    assert again == row


def test_new_terms_ask_again(client, case, committed, offered):
    send(client, case)
    ExchangeSettings.objects.update(terms_version=2)
    assert "What sharing means has changed. Nobody else sees your answer" in page_of(client, case)
    url = reverse("share_answer", args=[case.pk])
    stale = client.post(url, words(case, "Changed.") | {"terms_version": 1}).content.decode()
    assert "What sharing means has changed since you opened the page." in stale
    assert "Changed.</textarea>" in stale
    client.post(url, words(case, "Changed.") | {"terms_version": 2})
    assert list(Share.objects.order_by("pk").values_list("terms_version", flat=True)) == [1, 2]
    assert Share.objects.shown(terms_version=2).count() == 1


def test_nobody_is_asked_without_a_page_that_says_what_sharing_means(client, case, committed, offered):
    offered.terms_page.unpublish()
    assert "May others learn" not in page_of(client, case)
    send(client, case)
    assert not Share.objects.exists()


def test_whoever_answered_from_no_post_is_not_asked(case, sign_in):
    person = factories.answered(case, UserFactory())
    client = sign_in(person)
    assert "May others learn" not in page_of(client, case)
    client.post(reverse("share_answer", args=[case.pk]), words(case, "Hello.") | {"terms_version": 1})
    with pytest.raises(sharing.NotShared, match="no post"):
        sharing.share(learner=person, page=case, words={}, terms_version=1, at=AT)
    assert not Share.objects.exists()


def test_a_report_hides_it_until_a_trainer_has_read_it_and_counts_once(client, case, committed, others):
    row = others(3)[0]
    url = reverse("report_answer", args=[case.pk, row.public_id])
    assert "Real answer 0." in client.get(url).content.decode()
    assert "Choose why a trainer should read it." in client.post(url).content.decode()
    client.post(url, {"reason": "unkind"})
    sharing.report(public_id=row.public_id, by=committed.learner, reason="risk", at=AT)
    row.refresh_from_db()
    assert row.state == Share.State.HELD
    assert AnswerReport.objects.get().reason == "unkind"
    assert page_of(client, case).count(SEED) == 1
    assert client.get(url).status_code == 404


def test_erasing_takes_the_words_away(case, others):
    row = others(3)[0]
    assert sharing.erase(learner=row.reflection.learner, at=AT) == 1
    assert not row.words.exists()
    assert sharing.erase(learner=row.reflection.learner, at=AT) == 0


@pytest.mark.parametrize("count", [3, 9])
def test_the_page_asks_as_many_queries_for_a_few_as_for_many(
    count, client, case, committed, others, django_assert_num_queries
):
    others(count)
    page_of(client, case)
    with django_assert_num_queries(QUERIES):
        page_of(client, case)


QUERIES = 21
