// The server's clock, seen from here, and what is left of a stage's time.

const STEP = 2000; // ms; a bigger jump means that the device's own clock was set anew

/**
 * Server time from samples (server's now, own now at arrival). A sample is always late by the
 * way it travelled, so the highest offset is the truest one.
 * @returns {{sample(server, local), now(local)}} all in ms since 1970
 */
export function makeClock() {
  let offset = null;
  return {
    sample(server, local) {
      const seen = server - local;
      offset = offset === null || Math.abs(seen - offset) > STEP ? seen : Math.max(offset, seen);
    },
    now: (local) => local + (offset ?? 0),
  };
}

/**
 * What a stage's timer says. Exactly one of the two is a number, or the timer was never started.
 * @param {{endsAt: number|null, remaining: number|null, minutes: number|null}} timer  ms, ms, min
 * @returns {{left: number, share: number, kind: "none"|"idle"|"running"|"paused"|"over"}}
 *   left in ms, never below 0; share of the planned time in 0 … 1
 */
export function timeLeft({ endsAt, remaining, minutes }, now) {
  const planned = (minutes ?? 0) * 60000;
  const of = (left, kind) => ({
    left, kind, share: Math.min(1, left / Math.max(planned, left, 1)),
  });
  if (endsAt !== null) return of(Math.max(0, endsAt - now), endsAt > now ? "running" : "over");
  if (remaining !== null) return of(Math.max(0, remaining), remaining > 0 ? "paused" : "over");
  return planned ? of(planned, "idle") : of(0, "none");
}

/** "4:10", "0:09", "75:00": whole seconds, rounded up so that 0:00 is really the end. */
export function asClock(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Whole minutes for a sentence ("4 minutes left"), rounded up; 0 only at the end. */
export const asMinutes = (ms) => Math.ceil(ms / 60000);
