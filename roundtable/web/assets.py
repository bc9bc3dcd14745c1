"""Static files, compressed once, under an address that changes with their content."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from roundtable.config import Config

STATIC = Path(__file__).resolve().parent.parent / "static"
A_YEAR = 31_536_000


def version_of(folder: Path) -> str:
    """A short name for the present content of a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def compressed(folder: Path, version: str, cache: Path) -> Path:
    """A copy of `folder` with a compressed sibling for each file; made once for each version."""
    target = cache / version
    if not target.exists():
        shutil.rmtree(cache, ignore_errors=True)
        making = cache / f"{version}.part"
        shutil.copytree(folder, making, ignore=shutil.ignore_patterns("*.ttf", "LICENSES"))
        for path in (*making.rglob("js/**/*.js"), *making.rglob("css/*.css")):
            path.write_text(lightened(path.read_text("utf-8"), path.suffix), "utf-8")
        compressor = Compressor(use_brotli=False, quiet=True)
        for path in [path for path in making.rglob("*") if path.is_file()]:
            if compressor.should_compress(path.name):
                compressor.compress(str(path))
        making.rename(target)
    return target


#: Comments of scripts that have lines of their own; code is left as it is, line by line.
_SCRIPT_COMMENTS = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)\n", re.MULTILINE)
_STYLE_COMMENTS = re.compile(r"/\*[\s\S]*?\*/")


def lightened(text: str, suffix: str) -> str:
    """A script or a stylesheet without its comments: they are for who reads the source, not for phones."""
    if suffix == ".js":
        return _SCRIPT_COMMENTS.sub("", text)
    return re.sub(r"\n[ \t]*", "\n", _STYLE_COMMENTS.sub("", text))


_VALIDATORS = frozenset({"etag", "last-modified"})


def init_app(app: Flask, config: Config) -> None:
    """Serve `static/` at /static/<version>/…: relative imports stay within one version."""
    version = version_of(STATIC)
    prefix = f"static/{version}/"
    files = WhiteNoise(
        app.wsgi_app, max_age=A_YEAR, allow_all_origins=False, add_headers_function=_headers
    )
    files.add_files(
        str(compressed(STATIC, version, config.sessions_dir / ".static")), prefix=prefix
    )
    for file in files.files.values():  # an address whose content never changes needs no validators
        file.alternatives = [
            (accepted, path, [each for each in headers if each[0].lower() not in _VALIDATORS])
            for accepted, path, headers in file.alternatives
        ]
    app.wsgi_app = files  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = lambda path: f"/{prefix}{path}"
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _headers(headers: object, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"  # type: ignore[index]
