"""All settings: one frozen dataclass, read from the environment once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class ConfigError(Exception):
    """A setting that cannot be used; the message names the variable and the remedy."""


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting, with the environment variable that sets it in capitals."""

    #: HOST: the address to listen on; 0.0.0.0 lets phones of the local network in.
    host: str = "0.0.0.0"  # noqa: S104 (phones in the room must reach it)
    #: PORT: the TCP port.
    port: int = 8000
    #: SESSIONS_DIR: formats (*.toml), the embedded database and the secret key.
    sessions_dir: Path = field(default_factory=lambda: ROOT / "sessions")
    #: EXPORTS_DIR: generated documents.
    exports_dir: Path = field(default_factory=lambda: ROOT / "exports")
    #: DATABASE_URL: empty for the embedded SQLite file; or postgresql+psycopg://…
    database_url: str = ""
    #: REDIS_URL: empty for one process; with several processes (PostgreSQL), what connects them.
    redis_url: str = ""
    #: PUBLIC_URL: the address that people type, such as https://rt.city.example; empty: found out.
    public_url: str = ""
    #: SECURE_COOKIES: 1 where the product is reached by https only.
    secure_cookies: bool = False
    #: TRUST_PROXY: number of reverse proxies in front whose headers are believed.
    trust_proxy: int = 0
    #: CITY: the name of the city for new roundtables.
    city: str = "Cluj-Napoca"
    #: PAPER: "a4" or "letter", for what is printed for the room.
    paper: str = "a4"
    #: MEANING: "letters" to suggest groups by letters alone, though the extra "meaning" is installed.
    meaning: str = ""
    #: LOG_FORMAT: "text" or "json".
    log_format: str = "text"
    #: LOG_LEVEL: DEBUG, INFO, WARNING or ERROR.
    log_level: str = "INFO"
    #: COMMANDS_PER_SECOND, COMMANDS_BURST: what one connection may send.
    commands_per_second: float = 10.0
    commands_burst: int = 40
    #: WRONG_CODES_PER_MINUTE: how many unknown codes and links one address may try.
    wrong_codes_per_minute: int = 30

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Config:
        """The settings of `environ` (default: the process's). Raises `ConfigError`."""
        given = os.environ if environ is None else environ
        values: dict[str, object] = {}
        for name, kind in _KINDS.items():
            raw = given.get(name.upper(), "").strip()
            if raw:
                values[name] = _convert(name, kind, raw)
        return cls(**values)  # type: ignore[arg-type]

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database."""
        return self.database_url or f"sqlite:///{self.sessions_dir / 'roundtable.db'}"

    def secret_key(self) -> bytes:
        """The installation's secret, made at the first start and readable by its owner only."""
        path = self.sessions_dir / "secret.key"
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_bytes()
        with os.fdopen(descriptor, "wb") as file:
            key = secrets.token_bytes(32)
            file.write(key)
        return key


_KINDS: dict[str, type] = {
    "host": str,
    "port": int,
    "sessions_dir": Path,
    "exports_dir": Path,
    "database_url": str,
    "redis_url": str,
    "public_url": str,
    "secure_cookies": bool,
    "trust_proxy": int,
    "city": str,
    "paper": str,
    "meaning": str,
    "log_format": str,
    "log_level": str,
    "commands_per_second": float,
    "commands_burst": int,
    "wrong_codes_per_minute": int,
}


def _convert(name: str, kind: type, raw: str) -> object:
    if kind is bool:
        return raw.lower() in {"1", "true", "yes", "on"}
    try:
        return kind(raw)
    except ValueError:
        raise ConfigError(f"{name.upper()} is {raw!r}; give a number, or leave it out.") from None
