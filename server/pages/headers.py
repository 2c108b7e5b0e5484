"""Headers that keep pages from being framed, sniffed, cached or scripted by others."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.wrappers import Response

# No inline script and no inline style anywhere, so whatever slips into a page stays text.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    ]
)
_FIXED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "Referrer-Policy": "same-origin",  # the CSRF check over HTTPS reads it
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}


def add_to(app: Flask) -> None:
    app.after_request(_add)


def _add(response: Response) -> Response:
    for name, value in _FIXED.items():
        response.headers[name] = value
    if request.endpoint != "static":
        # Pages are personal: neither a proxy nor the next person's Back button may have them.
        response.headers["Cache-Control"] = "no-store"
        response.headers.add("Vary", "Cookie")
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
