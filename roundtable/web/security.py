"""Headers, CSRF, sizes, compression, and limits on guessing codes."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from flask import Flask, Response, current_app, request
from flask_compress import Compress
from flask_limiter import Limiter
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from roundtable import sources
from roundtable.config import Config

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

csrf = CSRFProtect()


def visitor() -> str:
    """Who is counted by a limit: a salted hash, so that no address is kept, not even in memory."""
    return hashlib.sha256(_SALT + (request.remote_addr or "").encode()).hexdigest()[:24]


_SALT = sources.new_id().encode()
limiter = Limiter(visitor, strategy="moving-window")


def wrong_codes() -> str:
    """The limit on codes and links that do not exist, from one address."""
    return f"{current_app.config['WRONG_CODES_PER_MINUTE']} per minute"


def was_wrong(response: Response) -> bool:
    """Whether a code or link was unknown: only those count towards the limit."""
    return response.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)


def init_app(app: Flask, config: Config) -> None:
    """Connect all of it to the app."""
    app.config.update(
        WRONG_CODES_PER_MINUTE=config.wrong_codes_per_minute,
        MAX_CONTENT_LENGTH=256 * 1024,
        WTF_CSRF_TIME_LIMIT=None,  # an evening is long; the token lives as long as the session
        SESSION_COOKIE_NAME="rt-session",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        RATELIMIT_STORAGE_URI=config.redis_url or "memory://",
        RATELIMIT_HEADERS_ENABLED=False,
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_LEVEL=6,
        COMPRESS_MIN_SIZE=500,
    )
    if config.trust_proxy:
        hops = config.trust_proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    csrf.init_app(app)
    limiter.init_app(app)
    Compress(app)
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """The security headers, on every response; pages are not kept by caches."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response
