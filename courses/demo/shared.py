"""Answers that colleagues share: enough of one staff group to be shown, and one that a trainer has to read first."""

import datetime

from casestudies.exchange import reflections, sharing, terms
from casestudies.pages import CaseStudyPage
from courses.demo.past import moment
from learning.people.posts import Post
from learning.people.users import User
from learning.records import records

BEFORE = datetime.timedelta(minutes=20)


def write_shared(rules: dict, page: CaseStudyPage, *, today: datetime.date) -> None:
    """Each answer from the next person in such a post who has no account. Where so many are not there, fewer share."""
    taken: set[int] = set()
    for answer in rules["answers"]:
        day = today - datetime.timedelta(days=answer["days"])
        posts = Post.objects.held_on(day).filter(
            practice_group__code=answer["group"], organisation__code=answer["organisation"], is_primary=True
        )
        posts = posts.exclude(person__in=taken).exclude(person__reflections__page=page.pk)
        post = posts.select_related("person").order_by("person__email", "pk").first()
        if post:
            taken.add(post.person_id)
            _share(post.person, page, answer, at=moment(day))


def _share(learner: User, page: CaseStudyPage, answer: dict, *, at: datetime.datetime) -> None:
    texts = {prompt.id: text.strip() for prompt, text in zip(page.prompts, answer["texts"], strict=True)}
    if page.enrolment_of(learner) is None:
        records.enrol(learner=learner, course=page.course_page().specific, by=learner, at=at - BEFORE)
    reflections.keep_draft(learner=learner, page=page, texts=texts, first_step=answer["first_step"], at=at)
    reflections.commit(learner=learner, page=page, at=at)
    version = terms.current().terms_version
    sharing.share(learner=learner, page=page, words=texts, terms_version=version, at=at)
