// What was noted on this device and is not delivered yet: an IndexedDB, so that photographs fit in as well.

const NAME = "schild";
const STORE = "checks"; // and surveys: a browser's database keeps the names it was made with

function opened() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return answer(request);
}

/**
 * @template R
 * @param {IDBRequest<R>} request
 * @returns {Promise<R>}
 */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template R
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<R>} act
 * @returns {Promise<R>}
 */
async function on(mode, act) {
  const database = await opened();
  try {
    return await answer(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Keep an item, in place of the one with its id. @type {(item: Item) => Promise<unknown>} */
export const put = (item) => on("readwrite", (store) => store.put(item));

/** @type {(id: string) => Promise<unknown>} */
export const remove = (id) => on("readwrite", (store) => store.delete(id));

/** @returns {Promise<Item[]>} oldest first */
export async function all() {
  const items = await on("readonly", (store) => store.getAll());
  return items.sort((a, b) => a.at.localeCompare(b.at));
}
