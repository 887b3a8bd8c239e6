// What waits on this device, of checks and surveys alike: told on the page, and delivered when there is reception.

import { deliver } from "./deliver.js";
import { all, put, remove } from "./queue.js";
import { makeList } from "./show.js";

const RETRY_MS = 30_000;

/**
 * Deliver what waits, now and whenever there is reception.
 *
 * @param {(name: string) => HTMLElement} part  told, queue, waiting and deliver
 * @param {{ steps: Record<string, string> }} words
 * @param {{ login: string, account: number, after?: (ended: string) => void }} by  who is signed in; after: was tried
 * @returns {{ note: (item: { id: string, url: string, fields: object, photos?: Blob[] }) => Promise<void>,
 *   send: () => Promise<string>, tell: (step: string) => void, remove: (id: string) => Promise<void>,
 *   find: (id: string) => Promise<object | undefined> }}  note: keep it here first; send: as `deliver` ends
 */
export function outbox(part, words, { login, account, after = () => {} }) {
  const list = makeList(part, words, { login, account, dismiss });

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

  async function dismiss(id) {
    await remove(id);
    list.draw(await all());
  }

  const find = async (id) => (await all()).find((item) => item.id === id);
  const again = async () => (await all()).some((item) => !item.answer) && send();
  part("deliver").addEventListener("click", send);
  addEventListener("online", send);
  setInterval(again, RETRY_MS);
  return { note, send, tell: list.tell, remove: dismiss, find };
}
