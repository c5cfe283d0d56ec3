"""The site as gunicorn serves it, over real HTTP, on the database of a test."""

import socket
import sys
from http.client import HTTPConnection

from django.db import connection
from gunicorn.app.wsgiapp import WSGIApplication

from config.gunicorn import pre_fork
from tests.finding.memory.processes import FORK, shared_database

PATIENCE = 20  # seconds


class Site:
    """A gunicorn of one worker: what a request leaves behind is there for the next one."""

    def __init__(self, folder):
        database = shared_database(folder)
        pre_fork(None, None)
        with socket.create_server(("127.0.0.1", 0)) as listener:  # requests wait in it until the worker is there
            self._address = listener.getsockname()
            self._master = FORK.Process(target=serve, args=(listener.fileno(), database))
            self._master.start()

    def ask(self, path, method="GET", **headers):
        """The answer to a request, as (status, headers, body). Names are sent as they are: « SCRIPT_NAME »."""
        client = HTTPConnection(*self._address, timeout=PATIENCE)
        try:
            client.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in ({"Host": "testserver"} | headers).items():
                client.putheader(name, value)
            client.endheaders()
            response = client.getresponse()
            return response.status, response.headers, response.read()
        finally:
            client.close()

    def stop(self):
        self._master.terminate()
        self._master.join(PATIENCE)


def serve(listener, database):
    connection.settings_dict["NAME"] = database
    connection.close()
    sys.argv = ["gunicorn", "--config", "python:config.gunicorn", "--bind", f"fd://{listener}"]
    sys.argv += ["--workers", "1", "--log-level", "critical", "config.wsgi"]
    WSGIApplication("%(prog)s [OPTIONS] [APP_MODULE]").run()
