// What waits on this device, of checks and surveys alike: told on the page, and delivered when there is reception.

import { deliver } from "./deliver.js";
import { all, put, remove } from "./outbox_store.js";
import { makeList } from "./messages.js";

const RETRY_MS = 30_000;

/**
 * Deliver what waits, now and whenever there is reception.
 *
 * @param {Part} part  told, queue, waiting and deliver
 * @param {Pick<SignWords, "steps">} words
 * @param {{ login: string, account: number, after?: (ended: Delivered) => unknown }} by  who is signed in; after: was tried
 * @returns {{ note: (item: Omit<Item, "account" | "at" | "photos"> & { photos?: Blob[] }) => Promise<void>,
 *   send: () => Promise<Delivered>, tell: (step: string) => void, remove: (id: string) => Promise<void>,
 *   find: (id: string) => Promise<Item | undefined> }}  note: keep it here first; send: as `deliver` ends
 */
export function outbox(part, words, { login, account, after = () => {} }) {
  const list = makeList(part, words, { login, account, dismiss });

  /** @param {Omit<Item, "account" | "at" | "photos"> & { photos?: Blob[] }} item */
  async function note(item) {
    await put({ photos: [], ...item, account, at: new Date().toISOString() });
    list.tell("noted");
  }

  async function send() {
    const ended = await deliver(await all(), { account, send: (...given) => fetch(...given), put, remove });
    list.draw(await all());
    if (ended !== "nothing") list.tell(ended);
    await after(ended);
    return ended;
  }

  /** @param {string} id */
  async function dismiss(id) {
    await remove(id);
    list.draw(await all());
  }

  /** @param {string} id */
  const find = async (id) => (await all()).find((item) => item.id === id);
  const again = async () => (await all()).some((item) => !item.answer) && send();
  part("deliver").addEventListener("click", send);
  addEventListener("online", send);
  setInterval(again, RETRY_MS);
  return { note, send, tell: list.tell, remove: dismiss, find };
}
