// What was noted on this device and is not delivered yet: an IndexedDB, so that photographs fit in as well.

const NAME = "schild";
const STORE = "checks"; // and surveys: a browser's database keeps the names it was made with

function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return answer(request);
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function on(mode, act) {
  const database = await opened();
  try {
    return await answer(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/**
 * @typedef {object} Item
 * @property {string} id       made here, so that it counts once however often it is delivered
 * @property {number} account  who noted it: nobody else delivers it
 * @property {string} url      where to
 * @property {"check" | "survey"} kind
 * @property {string} code     of the sign
 * @property {string} told     what was noted, in words
 * @property {Record<string, string | string[]>} fields  of the form
 * @property {Blob[]} photos
 * @property {string} at       when it was noted, ISO 8601
 * @property {string} [answer] what the studio said to it; it then only waits to be read
 */

/** Keep an item, in place of the one with its id. */
export const put = (item) => on("readwrite", (store) => store.put(item));

export const remove = (id) => on("readwrite", (store) => store.delete(id));

/** @returns {Promise<Item[]>} oldest first */
export async function all() {
  const items = await on("readonly", (store) => store.getAll());
  return items.sort((a, b) => a.at.localeCompare(b.at));
}
