// Delivers what waits: in order, each as often as it takes, which does no harm because its id is its own.

/**
 * @param {Item[]} items
 * @param {{ account: number, send: (address: string, asked: RequestInit) => Promise<Response>,
 *   remove: (id: string) => Promise<unknown>, put: (item: Item) => Promise<unknown> }} by  for whom, and how
 * @returns {Promise<Delivered>}  how it ended.  Items that the studio
 *   kept are removed; one that it kept but not in all, or refused, stays with its `answer`, to be read.
 */
export async function deliver(items, by) {
  /** @type {Delivered} */
  let ended = "nothing";
  for (const item of items.filter(({ account, answer }) => account === by.account && !answer)) {
    const reply = await by.send(item.url, asked(item)).catch(() => null);
    if (!reply || reply.status >= 500) return "offline";
    if (reply.status === 401 || reply.redirected) return "expired";
    const told = await reply.json().catch(() => ({ words: String(reply.status) }));
    if (reply.ok && !told.conflict) {
      await by.remove(item.id);
      if (ended === "nothing") ended = "delivered";
    } else {
      await by.put({ ...item, answer: told.words });
      ended = "answered";
    }
  }
  return ended;
}

/** @type {(item: Item) => RequestInit} */
function asked({ id, at, fields, photos }) {
  const body = new FormData();
  for (const [name, given] of Object.entries({ ...fields, request_id: id, seen_at: at })) {
    for (const value of [given].flat()) body.append(name, value);
  }
  photos.forEach((photo, number) => body.append("photo", photo, `${number}.jpg`));
  return { method: "POST", body, headers: { Accept: "application/json" } };
}
