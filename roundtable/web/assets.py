"""Static files, compressed once, under an address that changes with their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

STATIC = Path(__file__).resolve().parent.parent / "static"


def version_of(folder: Path) -> str:
    """A short name for the present content of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def init_app(app: Flask) -> None:
    """Serve `static/` at /static/<version>/…: relative imports stay within one version."""
    prefix = f"static/{version_of(STATIC)}/"
    files = WhiteNoise(app.wsgi_app, max_age=31_536_000, add_headers_function=_headers)
    files.add_files(str(STATIC), prefix=prefix)
    app.wsgi_app = files  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = lambda path: f"/{prefix}{path}"
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _headers(headers: object, path: str, _url: str) -> None:
    if Path(path).suffix in {".js", ".css", ".svg"}:
        headers["X-Content-Type-Options"] = "nosniff"  # type: ignore[index]
