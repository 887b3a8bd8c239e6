// Puts aside what pages need without reception, once they have all of it; service_worker.js takes it from there.

const PAGE = "/studio/schild/";
const SURVEYS = 40; // so many were opened last
const READERS = [
  "/static/ar/camera.js",
  "/static/ar/decoder.js",
  "/static/ar/greyscale.js",
  "/static/ar/barcode_detector.js",
  "/static/vendor/zxing-wasm-3.1.4/reader/index.js",
  "/static/vendor/zxing-wasm-3.1.4/reader/zxing_reader.wasm",
  "/static/vendor/zxing-wasm-3.1.4/share.js",
];

/**
 * Put aside the page that checks signs, the stock, and everything that was loaded for it.
 *
 * @type {(workerUrl: string, addresses: string[]) => Promise<void>}
 */
export async function keepSignCheck(workerUrl, addresses) {
  const { cache, names } = await filled(workerUrl, "schild", [PAGE, ...addresses, ...READERS]);
  await drop(cache, (await cache.keys()).filter(({ url }) => !names.has(url)));
}

/**
 * Put aside the survey of this sign, beside those that were opened before.
 *
 * @type {(workerUrl: string) => Promise<void>}
 */
export async function keepSurvey(workerUrl) {
  await import("../survey.js"); // with all that it needs: what is still on its way would be missed
  const { cache, names } = await filled(workerUrl, "vermessung", [location.pathname]);
  const others = (await cache.keys()).filter(({ url }) => !names.has(url));
  const [pages, parts] = [true, false].map((isPage) => others.filter(({ url }) => url.endsWith("/vermessung") === isPage));
  await drop(cache, [...parts, ...pages.slice(0, -SURVEYS)]);
}

/**
 * Register the service worker and put `addresses` aside, and everything that was loaded for this page.
 *
 * @type {(workerUrl: string, name: string, addresses: string[]) => Promise<{ cache: Cache, names: Set<string> }>}
 */
async function filled(workerUrl, name, addresses) {
  await navigator.serviceWorker.register(workerUrl);
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = loaded.filter((url) => new URL(url).origin === location.origin && !url.endsWith(".jpg"));
  const names = new Set([...addresses, ...own].map((each) => new URL(each, location.href).href));
  const cache = await caches.open(name);
  await Promise.all([...names].map((each) => add(cache, each)));
  return { cache, names };
}

/** @type {(cache: Cache, address: string) => Promise<void>} */
async function add(cache, address) {
  const reply = await fetch(address);
  if (reply.ok && !reply.redirected) await cache.put(address, reply); // not the sign-in instead of the page
}

/** @type {(cache: Cache, requests: Request[]) => Promise<unknown>} */
const drop = (cache, requests) => Promise.all(requests.map((each) => cache.delete(each)));
