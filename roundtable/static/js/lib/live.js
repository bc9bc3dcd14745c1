// The connection: one socket, opened again at once when the phone wakes or the network returns.
// It never loses or repeats a command: that is the outbox's work.

import { io } from "../../vendor/socket.io.esm.min.js";
import { makeClock } from "./clock.js";

const PATIENCE = 8000; // ms until an unanswered command counts as not answered
const ASLEEP = 20000; // ms in the background after which a socket is not trusted any more
const FINAL = ["unknown_code", "closed", "no_seat"]; // refusals that trying again cannot change

const lost = (code) => ({ ok: false, code, message: "", retry: true });

function openSocket(auth) {
  return io({
    auth,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 4000,
    randomizationFactor: 0.6,
    timeout: 6000,
  });
}

/** Some venues swallow websockets without a word: after two failures polling goes first. */
function preferWhatWorks(socket) {
  let failures = 0;
  socket.on("connect", () => { failures = 0; });
  socket.on("connect_error", () => {
    failures += 1;
    const order = ["websocket", "polling"];
    socket.io.opts.transports = failures % 4 > 1 ? order.reverse() : order;
  });
}

/** Call `again` when there is reason to believe that a fresh connection is possible or needed. */
function watchDevice(isConnected, again, gone) {
  let hiddenAt = 0;
  addEventListener("online", again);
  addEventListener("offline", gone);
  addEventListener("pageshow", (event) => { if (event.persisted) again(); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (!isConnected() || Date.now() - hiddenAt > ASLEEP) again();
  });
}

/**
 * @param {object} options
 *   code, role, key?   as in the protocol's connect; `strategy` instead of `code` for a strategy
 *   lang?              language of rendered regions; without it no `view` comes
 *   rev?               revision of the regions that the page was rendered with
 *   data?              true: snapshot and frames
 *   on                 {hello, view, snapshot, frame, me, presence, progress, bye, link}, all optional;
 *                      link(state, code): "connecting" | "online" | "offline" | "refused"
 * @returns {{do(entry): Promise<answer>, sync(): Promise<{rev, state}|null>, now(): number,
 *            clock, connected: boolean, close()}}  `do` never rejects: without an answer it
 *            resolves to {ok: false, retry: true, code: "offline"|"no_answer"}
 */
export function openLive({ code, strategy, role, key, lang, rev = 0, data = false, on = {} }) {
  const clock = makeClock();
  let seen = rev;
  let link = "";
  let ended = false;
  const tell = (name, ...args) => on[name]?.(...args);
  const socket = openSocket((give) => give({ code, strategy, role, key, view: lang, data, rev: seen }));

  function linkIs(state, reason = "") {
    if (state === link && !reason) return;
    link = state;
    tell("link", state, reason);
  }

  function again() {
    if (ended) return;
    socket.disconnect();
    socket.connect();
  }

  preferWhatWorks(socket);
  watchDevice(() => socket.connected, again, () => linkIs("offline"));
  linkIs("connecting");

  socket.on("hello", (hello) => {
    clock.sample(hello.now, Date.now());
    linkIs("online");
    tell("hello", hello);
  });
  socket.on("view", (view) => {
    if (view.rev < seen) return;
    seen = view.rev;
    tell("view", view);
  });
  for (const name of ["snapshot", "frame", "me", "presence", "progress"]) {
    socket.on(name, (body) => tell(name, body));
  }
  socket.on("bye", (bye) => {
    ended = bye.reason === "withdrawn";
    tell("bye", bye);
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io client disconnect") return; // our own doing, on the way to a fresh one
    linkIs("offline");
    if (reason === "io server disconnect") setTimeout(again, 300 + Math.random() * 1200);
  });
  socket.on("connect_error", (error) => {
    if (FINAL.includes(error.message)) return linkIs("refused", error.message);
    linkIs("offline");
    if (!socket.active) setTimeout(again, 1500 + Math.random() * 3000);
  });

  const ask = (name, body) =>
    socket.timeout(PATIENCE).emitWithAck(name, body).catch(() => null);

  return {
    do: async ({ id, command, args, for: person }) => {
      if (!socket.connected) return lost("offline");
      const message = { id, command, args, ...(person && { for: person }) };
      return (await ask("do", message)) ?? lost("no_answer");
    },
    sync: async () => (socket.connected ? ask("sync", {}) : null),
    now: () => clock.now(Date.now()),
    clock,
    get connected() { return socket.connected; },
    close() {
      ended = true;
      socket.disconnect();
    },
  };
}
