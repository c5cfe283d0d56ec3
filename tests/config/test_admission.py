"""Few pages are made at once: the others wait a little, or are asked to come back."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from urllib.parse import urlencode

import html5lib
import pytest
from django.http import HttpResponse, StreamingHttpResponse

from config import admission
from config.admission import Admission

PATIENCE = 10  # seconds before a test that hangs fails


class Works:
    """A view whose pages are begun when they are asked for, and end when they are told to."""

    def __init__(self, pages):
        self._begun, self._end = Barrier(pages + 1, timeout=PATIENCE), Event()

    def __call__(self, request):
        self._begun.wait()
        assert self._end.wait(PATIENCE)
        return HttpResponse("page")

    def wait_until_begun(self):
        self._begun.wait()

    def end(self):
        self._end.set()


@pytest.fixture
def asked(rf):
    return rf.get("/projets/")


@pytest.fixture(autouse=True)
def two_at_once(settings, monkeypatch):
    settings.PAGES_AT_ONCE = 2
    monkeypatch.setattr(admission, "PATIENCE", 0)


@pytest.fixture
def crowd():
    with ThreadPoolExecutor(8) as threads:
        yield threads


def test_page_asked_beyond_the_limit_is_refused_for_a_while(asked, crowd):
    works = Works(2)
    admit = Admission(works)
    made = [crowd.submit(admit, asked) for _ in range(2)]
    works.wait_until_begun()

    refused = admit(asked)
    works.end()

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert "rechargez-la" in refused.content.decode()
    assert [one.result(PATIENCE).status_code for one in made] == [200, 200]


def test_refusal_costs_no_query_and_no_mail(asked, crowd, caplog, mailoutbox, django_assert_num_queries, db):
    works = Works(2)
    admit = Admission(works)
    made = [crowd.submit(admit, asked) for _ in range(2)]
    works.wait_until_begun()

    with django_assert_num_queries(0):
        refused = admit(asked)
    works.end()

    assert refused.headers["Cache-Control"] == "no-store"
    assert [(one.levelname, one.name) for one in caplog.records] == [("WARNING", "config.busy")]
    assert mailoutbox == []
    assert len([one.result(PATIENCE) for one in made]) == 2


def test_some_wait_for_their_turn_and_the_others_do_not(asked, crowd, monkeypatch):
    monkeypatch.setattr(admission, "PATIENCE", PATIENCE)
    works = Works(2)
    admit = Admission(works)
    made = [crowd.submit(admit, asked) for _ in range(2)]
    works.wait_until_begun()
    made += [crowd.submit(admit, asked) for _ in range(2)]
    while admit._present.acquire(blocking=False):  # until both are in the queue
        admit._present.release()

    refused = admit(asked)
    works.end()
    works.wait_until_begun()

    assert refused.status_code == 503
    assert [one.result(PATIENCE).status_code for one in made] == [200] * 4


@pytest.mark.parametrize("path", ["/gestion/", "/media/image.webp"])
def test_staff_and_files_do_not_queue(rf, asked, crowd, path):
    works = Works(2)
    admit = Admission(works)
    made = [crowd.submit(admit, asked) for _ in range(2)]
    works.wait_until_begun()

    others = [crowd.submit(admit, rf.get(path)) for _ in range(2)]
    works.wait_until_begun()
    works.end()

    assert [one.result(PATIENCE).status_code for one in (*made, *others)] == [200] * 4


def test_place_is_free_after_a_failure(asked):
    def fail(request):
        raise RuntimeError("broken on purpose")

    admit = Admission(fail)

    for _ in range(5):
        with pytest.raises(RuntimeError):
            admit(asked)


def test_place_of_what_is_sent_as_it_is_made_is_free_once_it_is_closed(asked, db):
    admit = Admission(lambda request: StreamingHttpResponse(iter(["a", "b"])))
    sent = [admit(asked) for _ in range(4)]

    refused = admit(asked)
    sent[0].close()

    assert (refused.status_code, admit(asked).status_code) == (503, 200)


def test_files_that_are_sent_keep_nobody_from_a_page(asked, db):
    answers = iter([*(StreamingHttpResponse(iter(["a", "b"])) for _ in range(4)), HttpResponse("page")])
    admit = Admission(lambda request: next(answers))
    begun = [next(iter(admit(asked).streaming_content)) for _ in range(4)]

    assert (begun, admit(asked).content) == ([b"a"] * 4, b"page")


def test_form_that_is_refused_is_given_back_to_be_sent_again(rf, asked, crowd):
    works = Works(2)
    admit = Admission(works)
    made = [crowd.submit(admit, asked) for _ in range(2)]
    works.wait_until_begun()
    form = {"message": "L’été <b>\n2024", "choix": ["un", "deux"]}

    refused = admit(
        rf.post("/contact/?page=/projets/", urlencode(form, True), content_type="application/x-www-form-urlencoded")
    )
    works.end()

    page = html5lib.parse(refused.content.decode(), namespaceHTMLElements=False)
    sent = [(one.get("name"), one.get("value")) for one in page.iter("input")]
    assert (refused.status_code, page.find(".//form").get("action")) == (503, "/contact/?page=/projets/")
    assert sent == [("message", "L’été <b>\n2024"), ("choix", "un"), ("choix", "deux")]
    assert len([one.result(PATIENCE) for one in made]) == 2


def test_file_that_is_refused_is_not_even_read(rf, asked, crowd):
    works = Works(2)
    admit = Admission(works)
    made = [crowd.submit(admit, asked) for _ in range(2)]
    works.wait_until_begun()

    refused = admit(rf.post("/contact/", {"message": "L’été"}))  # several parts, as with a file
    works.end()

    assert "<form" not in refused.content.decode()
    assert len([one.result(PATIENCE) for one in made]) == 2
