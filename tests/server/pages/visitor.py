"""Somebody with a browser that keeps cookies and fills in forms."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from server.models import Person
from tests.cast import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Clock:
    """What the service takes for the time."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Visitor:
    """A client of the app; `person` is None for somebody who is not logged in."""

    app: Flask
    person: Person | None = None
    base_url: str = "http://localhost"
    token: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        if self.person is not None:
            assert self.log_in(self.person.email).status_code == 303
        self.token = self.read_token("/")

    def log_in(self, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
        form = {"email": email, "password": password, **more}
        form.setdefault("csrf_token", self.read_token("/login"))
        return self.post("/login", form)

    def read_token(self, path: str) -> str:
        found = TOKEN.search(self.get(path, follow_redirects=True).text)
        return found[1] if found else ""

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, base_url=self.base_url, buffered=True, **options)

    def post(self, path: str, form: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        data = {"csrf_token": self.token, **(form or {})}
        return self.client.post(path, data=data, base_url=self.base_url, **options)

    def send(self, method: str, path: str, body: object, token: str | None = None) -> TestResponse:
        """JSON as the page's scripts send it."""
        headers = {"X-CSRFToken": self.token if token is None else token}
        return self.client.open(
            path,
            method=method,
            data=json.dumps(body),
            content_type="application/json",
            headers=headers,
            base_url=self.base_url,
        )
