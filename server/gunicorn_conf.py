"""gunicorn's settings: `gunicorn -c python:server.gunicorn_conf "server.app:create_app()"`.

The environment may set BACKMARK_BIND, BACKMARK_WORKERS (processes) and BACKMARK_THREADS (of each),
and BACKMARK_MARKERS: how many threads of each process mark programs, beside those that serve.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

_MEMORY = Path("/dev/shm")

wsgi_app = "server.app:create_app()"
bind = os.environ.get("BACKMARK_BIND", "127.0.0.1:8000")

# Threads are for slow clients: what we do between reading and answering takes milliseconds.
worker_class = "gthread"
workers = int(os.environ.get("BACKMARK_WORKERS", "2"))
threads = int(os.environ.get("BACKMARK_THREADS", "8"))
timeout = 30
graceful_timeout = 10  # a container's engine kills after ten seconds by default
keepalive = 5

# Our longest address has under 200 characters, and no page needs more headers than a browser sends.
limit_request_line = 2048
limit_request_fields = 64

# The workers' heartbeat file: on a disk it can block, and a container's root is read-only.
worker_tmp_dir = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None
# Whom to believe about X-Forwarded-* is BACKMARK_TRUSTED_PROXIES alone; gunicorn would believe
# anybody on this machine, and take SCRIPT_NAME from a header.
forwarded_allow_ips = ""
control_socket_disable = True  # it would be made in the home folder, which may not be writable

accesslog = None  # the service logs each request itself, in one structured line
errorlog = "-"
loglevel = os.environ.get("BACKMARK_SERVER_LOG_LEVEL", "warning")


_markers = int(os.environ.get("BACKMARK_MARKERS", "1"))


def post_worker_init(worker: Any) -> None:
    """After the fork: threads and sandboxes belong to the process that serves."""
    worker.wsgi.extensions["backmark"].marking.start(_markers)


def worker_exit(_server: Any, worker: Any) -> None:
    if worker.wsgi is not None:  # else it ended before it served
        worker.wsgi.extensions["backmark"].close()
