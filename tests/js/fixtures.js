// A small roundtable in the shapes of docs/protocol.md, for the tests of the console.

export const room = (more = {}) => ({
  roundtable: { r: { code: "KLM482", title: { en: "Work" }, language: "en", languages: ["en", "ro"], stage: "s2", status: "open",
    screen: { mode: "auto", area: null }, spotlight: null } },
  areas: {}, clusters: {}, options: {}, results: {}, comments: {}, concerns: {}, minutes: {}, tables: {}, queue: {}, timeline: {},
  groups: { g1: { position: 1, title: { en: "City" }, goal: null }, g2: { position: 2, title: { en: "Newcomers" }, goal: 12 } },
  people: { now: { present: 10, groups: { g1: 6, g2: 4 }, tables: {}, desk: 1 } },
  stages: {
    s1: { position: 1, kind: "welcome", title: { en: "Welcome" }, question: {}, help: {}, minutes: 5, settings: {}, status: "done" },
    s2: { position: 2, kind: "propose", title: { en: "Ideas" }, question: { en: "What?" }, help: {}, minutes: 8, settings: { max_length: 280 }, status: "open", ends_at: 1_000_000, remaining: null },
    s3: { position: 3, kind: "vote", title: { en: "Vote" }, question: {}, help: {}, minutes: 6, settings: { ballot: "approval", on: "clusters" }, status: "waiting" },
    s4: { position: 4, kind: "reveal", title: { en: "Result" }, question: {}, help: {}, minutes: null, settings: {}, status: "waiting" },
  },
  proposals: {
    p1: { number: 1, text: "One", status: "shown", area: null, cluster: null, position: 1, language: "en", direction: "ltr" },
    p2: { number: 2, text: "Two", status: "held", held_for: "link", area: null, cluster: null, position: 2 },
    p3: { number: 3, text: "Three", status: "held", held_for: "look", area: null, cluster: null, position: 3 },
    p4: { number: 4, text: "Four", status: "hidden", area: null, cluster: null, position: 4 },
  },
  turnout: { s2: { present: 10, acted: 7, groups: [] } },
  ...more,
});
