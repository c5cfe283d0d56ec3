"""How gunicorn serves the site; anything here can be overridden on its command line."""

import gc
import os
from threading import Thread

from django.db import connections

from config.env import refuse
from config.settings import PROXIES, THREADS

if os.getenv("SCRIPT_NAME"):  # gunicorn would read it as a path under which the site is
    refuse("SCRIPT_NAME", "le site est à la racine de son adresse, sans chemin.")

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = THREADS
# Of what a request says of itself, gunicorn believes one header, and only from a trusted proxy: that it was HTTPS.
# By default gunicorn believes SCRIPT_NAME too: one page would be sent for another, and be kept for other readers.
forwarder_headers = ""
forwarded_allow_ips = ",".join(PROXIES)  # gunicorn reads the environment before the .env file is
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}
preload_app = True
control_socket_disable = True
loglevel = "warning"


def pre_fork(server, worker):
    """Close what the master opened: a connection or a pool shared by two processes corrupts both."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()


def post_worker_init(worker):
    """Have the indexes ready before the first reader asks; a request that comes meanwhile waits for what it needs."""
    Thread(target=open_library, daemon=True).start()


def open_library():
    from finding.memory.library import library

    try:
        library.open()
        gc.freeze()  # indexes are millions of objects that stay: the collector need not walk them again
    finally:
        connections.close_all()
