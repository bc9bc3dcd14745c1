"""Prints the shape of an archive as a JSON Schema: `python -m roundtable.archive`."""

from __future__ import annotations

import json

from roundtable.archive.schema import schema

if __name__ == "__main__":
    print(json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True))  # noqa: T201
