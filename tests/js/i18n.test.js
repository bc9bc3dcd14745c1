import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { _, ngettext, pick, proposalName, speak } from "../../roundtable/static/js/lib/i18n.js";

const ROMANIAN = {
  "": { lang: "ro" },
  Save: "Salvează",
  "Moved %(name)s to %(title)s": ["%(name)s a fost mutată la %(title)s"],
  "%(num)s proposal": ["%(num)s propunere", "%(num)s propuneri", "%(num)s de propuneri"],
};

beforeEach(() => speak({}, "en"));

test("a text that nobody has translated stays as it is written", () => {
  assert.equal(_("Save"), "Save");
  assert.equal(ngettext("%(num)s proposal", "%(num)s proposals", 1), "1 proposal");
  assert.equal(ngettext("%(num)s proposal", "%(num)s proposals", 0), "0 proposals");
});

test("Romanian has three forms, chosen as Romanian does", () => {
  speak(ROMANIAN, "ro");
  const say = (n) => ngettext("%(num)s proposal", "%(num)s proposals", n);
  assert.deepEqual([1, 0, 2, 19, 20, 101, 119, 120].map(say), [
    "1 propunere", "0 propuneri", "2 propuneri", "19 propuneri", "20 de propuneri", "101 propuneri",
    "119 propuneri", "120 de propuneri",
  ]);
});

test("values are filled in once: what people wrote is never read as a place to fill", () => {
  speak(ROMANIAN, "ro");
  const words = _("Moved %(name)s to %(title)s", { name: "P-001", title: "%(name)s" });
  assert.equal(words, "P-001 a fost mutată la %(name)s");
});

test("a catalogue with the name of something that every object has is not fooled", () => {
  assert.equal(_("constructor"), "constructor");
  assert.equal(_("toString"), "toString");
});

test("an empty translation is none", () => {
  speak({ Save: "" }, "ro");
  assert.equal(_("Save"), "Save");
});

test("a localized text is picked by language, then the roundtable's, then any", () => {
  speak({}, "ro");
  assert.equal(pick({ en: "Vote", ro: "Vot" }, "en"), "Vot");
  assert.equal(pick({ en: "Vote", de: "Wahl" }, "en"), "Vote");
  assert.equal(pick({ de: "Wahl" }, "en"), "Wahl");
  assert.equal(pick("plain"), "plain");
  assert.equal(pick(null), "");
});

test("a proposal is named by three digits or more", () => {
  assert.equal(proposalName({ number: 7 }), "P-007");
  assert.equal(proposalName({ number: 1204 }), "P-1204");
});
