"""Prints the shape of an archive as a JSON Schema: `python -m roundtable.archive [strategy]`."""

from __future__ import annotations

import json
import sys

from roundtable.archive.schema import schema

if __name__ == "__main__":
    print(json.dumps(schema(*sys.argv[1:2]), indent=1, ensure_ascii=False, sort_keys=True))  # noqa: T201
