// The service worker of /studio/schild/, and of nothing else: keeps its pages for where there is no reception.
//
// The network comes first, so that nobody works with an old page; what offline_cache.js put aside is the second best.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(request, url.pathname) : part(request, url));
});

/** @type {(request: Request, path: string) => Promise<Response>} */
async function page(request, path) {
  try {
    return await fetch(request); // a redirect to the sign-in is the browser's to follow
  } catch (error) {
    const kept = await found(path); // whatever was asked for behind it
    if (kept) return kept;
    throw error;
  }
}

/** @type {(request: Request, url: URL) => Promise<Response>} */
async function part(request, url) {
  const kept = await found(request);
  if (kept && (url.searchParams.has("v") || url.pathname.includes("/vendor/"))) return kept; // never changes
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

/** @type {(request: Request | string) => Promise<Response | undefined>} */
function found(request) {
  return caches.match(request, { ignoreVary: true });
}
