"""How many public pages a process makes at once; what is already made (kept pages, files) is not counted.

Without a limit, a few costly addresses asked at the same time would take all the threads, and every reader would wait.
"""

from contextlib import ExitStack
from threading import Semaphore

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

    def __call__(self, request):
        if request.path_info.startswith(ELSEWHERE):
            return self._get_response(request)
        with ExitStack() as places:
            if not (takes(places, self._present, 0) and takes(places, self._at_work, PATIENCE)):
                return come_back(request, "503.html", "Too many pages at once: %s")
            response = self._get_response(request)
            if response.streaming:  # it is made while it is sent: its places are free once it is closed
                response._resource_closers.append(places.pop_all().close)
            return response


def takes(places, semaphore, patience):
    """Take a place of a semaphore, which is given back with the others."""
    is_taken = semaphore.acquire(timeout=patience)
    if is_taken:
        places.callback(semaphore.release)
    return is_taken
