import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { alias } from "../../roundtable/static/js/lib/names.js";

const python = readFileSync(new URL("../../roundtable/aliases.py", import.meta.url), "utf8");
const there = [...python.matchAll(/N_\("([^"]+)"\)/g)].map(([, name]) => name);

test("people are called the same on the console as on their phones", () => {
  assert.deepEqual(there.map((_name, i) => alias(i + 1)), there);
  assert.equal(alias(there.length + 2), `${there[1]} 2`);
});
