from django.http import HttpResponse, StreamingHttpResponse

from learning.site.middleware import HeadMiddleware


def test_an_answer_to_head_has_the_length_and_no_body(rf):
    answer = HeadMiddleware(lambda request: HttpResponse("Words", headers={"Content-Length": "5"}))
    assert (answer(rf.head("/")).content, answer(rf.head("/"))["Content-Length"]) == (b"", "5")
    assert answer(rf.get("/")).content == b"Words"


def test_an_answer_to_head_streams_nothing(rf):
    answer = HeadMiddleware(lambda request: StreamingHttpResponse(["Words"]))
    assert list(answer(rf.head("/"))) == []
    assert list(answer(rf.get("/"))) == [b"Words"]
