"""How many public pages a process makes at once; what is already made (kept pages, files) is not counted.

Without a limit, a few costly addresses asked at the same time would take all the threads, and every reader would wait.
A file that is made while it is sent lasts as long as its reader is slow: it has a place of another sort.
"""

from contextlib import ExitStack
from threading import Lock, Semaphore

from django.conf import settings

from .busy import come_back
from .freshness import ELSEWHERE

PATIENCE = 2  # seconds in the queue: who opens several pages in tabs gets all of them


class Admission:
    """Middleware: have few pages made at once, and as many wait a little; answer 503 to the others.

    It stands behind `PublicPages`, so that a request that comes here has a page to be made.
    """

    def __init__(self, get_response):
        self._get_response = get_response
        # those at work and those that wait: the queue has an end too, as each of them holds a thread
        self._present = Semaphore(2 * settings.PAGES_AT_ONCE)
        self._at_work = Semaphore(settings.PAGES_AT_ONCE)
        self._sent = Semaphore(2 * settings.PAGES_AT_ONCE)  # files that are being sent, each with its thread
        self._making = Lock()  # of which one makes its next part: together they take no more than one page does

    def __call__(self, request):
        if request.path_info.startswith(ELSEWHERE):
            return self._get_response(request)
        with ExitStack() as places:
            if not (takes(places, self._present, 0) and takes(places, self._at_work, PATIENCE)):
                return come_back(request, "503.html", "Too many pages at once: %s")
            response = self._get_response(request)
        return self._admit_file(request, response) if response.streaming else response

    def _admit_file(self, request, response):
        if not self._sent.acquire(blocking=False):
            response.close()
            return come_back(request, "503.html", "Too many files at once: %s")
        response._resource_closers.append(self._sent.release)
        response.streaming_content = in_turn(response.streaming_content, self._making)
        return response


def in_turn(parts, lock):
    """Yield the parts of a file; each is made under a lock, which the time that it takes to be sent does not hold."""
    while True:
        with lock:
            part = next(parts, None)
        if part is None:
            return
        yield part


def takes(places, semaphore, patience):
    """Take a place of a semaphore, which is given back with the others."""
    is_taken = semaphore.acquire(timeout=patience)
    if is_taken:
        places.callback(semaphore.release)
    return is_taken
