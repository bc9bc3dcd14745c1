// The key to one's seat, kept beside the cookie: browsers lose cookies more easily than databases.

const BOX = "seats";

export const keepSeat = (store, seat) => store.put({ box: BOX, id: seat.code, ...seat });

export const forgetSeat = (store, code) => store.remove(BOX, code);

/** Take the seat again with the stored key. @returns {Promise<boolean>} whether it worked */
export async function regainSeat(store, code, csrf) {
  const seat = (await store.all(BOX)).find((each) => each.id === code);
  if (!seat?.key) return false;
  const body = new URLSearchParams({ key: seat.key, csrf_token: csrf });
  const answer = await fetch(`/r/${code}/seat`, { method: "POST", body }).catch(() => null);
  if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 429) await forgetSeat(store, code);
  return Boolean(answer?.ok);
}
