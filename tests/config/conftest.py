import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@pytest.fixture
def ask(rf, db):
    """Ask for a page as a server of any make does; return its status, its headers and its body."""

    from config.wsgi import application

    def ask(path, site=application, **environ):
        started = []
        response = site(rf.get(path, **environ).environ, lambda *told: started.append(told))
        body = b"".join(response)
        response.close()
        (status, headers), *_ = started
        return status, dict(headers), body.decode()

    signals = request_started, request_finished
    for signal in signals:
        signal.disconnect(close_old_connections)  # the connection is that of the test
    yield ask
    for signal in signals:
        signal.connect(close_old_connections)
