// Puts aside what this page needs without reception, once it has all of it; dienst.js takes it from there.

const NAME = "schild";
const PAGE = "/studio/schild/";
const READERS = [
  "/static/ar/camera.js",
  "/static/ar/decoder.js",
  "/static/ar/grey.js",
  "/static/ar/native.js",
  "/static/vendor/zxing-wasm-3.1.4/reader/index.js",
  "/static/vendor/zxing-wasm-3.1.4/reader/zxing_reader.wasm",
  "/static/vendor/zxing-wasm-3.1.4/share.js",
];

/** Register the service worker and put aside page, stock, and everything that was loaded for it. */
export async function keep(workerUrl, addresses) {
  await navigator.serviceWorker.register(workerUrl);
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const own = loaded.filter((name) => new URL(name).origin === location.origin && !name.endsWith(".jpg"));
  const wanted = [...new Set([PAGE, ...addresses, ...READERS, ...own].map((each) => new URL(each, location).href))];
  const cache = await caches.open(NAME);
  await Promise.all(wanted.map((each) => add(cache, each)));
  const names = new Set(wanted);
  const old = (await cache.keys()).filter(({ url }) => !names.has(url));
  await Promise.all(old.map((each) => cache.delete(each)));
}

async function add(cache, address) {
  const reply = await fetch(address);
  if (reply.ok && !reply.redirected) await cache.put(address, reply); // not the sign-in instead of the page
}
