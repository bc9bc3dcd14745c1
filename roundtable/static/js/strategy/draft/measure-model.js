// A measure's fields as they are read and filled in. Pure: `node --test` runs it as it is.

/** In the order in which a measure is read; as core/strategy/measures.py has them. */
export const FIELDS = ["objective", "description", "responsible", "partners", "timeline", "budget", "indicators", "assumptions", "risks", "evidence"];
export const LONGEST = { title: 160, objective: 600, description: 4000, responsible: 200, partners: 600, assumptions: 2000, risks: 2000, evidence: 4000, source: 200, name: 200, baseline: 60, target: 60, unit: 40 };
export const INDICATOR = ["name", "baseline", "target", "unit", "source"];
export const MOST_INDICATORS = 12;

/** What is written in a field, as lines of text; [] where nothing is. `words`: {quarter(n, year), money(amount, currency)}. */
export function told(name, value, words) {
  if (name === "timeline") return [[value?.first, value?.last].filter(Boolean).map((each) => when(each, words)).join(" – ")].filter(Boolean);
  if (name === "budget") {
    const sum = [value?.amount ? words.money(value.amount) : "", value?.currency].filter(Boolean).join(" ");
    return [[sum, value?.source].filter(Boolean).join(" · ")].filter(Boolean);
  }
  if (name === "indicators") return (value ?? []).map(indicator).filter(Boolean);
  return (value ?? "").split("\n").filter(Boolean);
}

function when(written, words) {
  const quarter = written.match(/^(\d{4})-Q([1-4])$/);
  return quarter ? words.quarter(quarter[2], quarter[1]) : written;
}

function indicator({ name = "", baseline = "", target = "", unit = "", source = "" }) {
  const way = [baseline, target].filter(Boolean).join(" → ");
  const figure = [way, way ? unit : ""].filter(Boolean).join(" ");
  return `${[name, figure].filter(Boolean).join(": ")}${source ? ` (${source})` : ""}`;
}

/** The indicators with one field of one of them written; empty rows at the end go. */
export function withIndicator(rows, n, field, value) {
  const next = Array.from({ length: Math.max(rows.length, n + 1) }, (_, k) => (k === n ? { ...rows[k], [field]: value } : rows[k]));
  while (next.length && !Object.values(next.at(-1)).some(Boolean)) next.pop();
  return next;
}

/** The fields in which two texts of a measure differ. */
export const differing = (a, b) => Object.keys(b).filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]));
