"""Logging in and out."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from server import accounts
from server.login_limits import LoginRefusal
from server.pages.site import TOKEN, now, own_path, site

pages = Blueprint("login", __name__)

View = Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]


@pages.get("/login")
def show() -> View:
    if g.person is not None:
        return redirect(url_for("student.home"), 303)
    return render_template("login.html", next=own_path(request.args.get("next")))


@pages.post("/login")
def enter() -> View:
    login = accounts.LoginTry(
        email=request.form.get("email", ""),
        password=request.form.get("password", ""),
        address=request.remote_addr or "",
        replaces=session.get(TOKEN),
    )
    outcome = accounts.log_in(site().database, login, now())
    target = own_path(request.form.get("next"))
    if outcome.token is None:
        waits = outcome.reason is LoginRefusal.wait
        page = render_template("login.html", next=target, outcome=outcome, email=login.email[:254])
        headers = {"Retry-After": str(outcome.wait_s)} if waits else {}
        return page, 429 if waits else 401, headers
    session.clear()  # with it goes the old CSRF token
    session[TOKEN] = outcome.token
    return redirect(target or url_for("student.home"), 303)


@pages.post("/logout")
def leave() -> View:
    token = session.get(TOKEN)
    if isinstance(token, str):
        accounts.log_out(site().database, token, now())
    session.clear()
    return redirect(url_for("login.show"), 303)
