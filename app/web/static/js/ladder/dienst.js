// The service worker of /studio/schild/, and of nothing else: keeps the page for where there is no reception.
//
// The network comes first, so that nobody works with an old page; what keep.js put aside is the second best.

const NAME = "schild";
const PAGE = "/studio/schild/";

addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(request.mode === "navigate" ? page(request, url) : part(request, url));
});

async function page(request, url) {
  try {
    return await fetch(request); // a redirect to the sign-in is the browser's to follow
  } catch (error) {
    const kept = url.pathname === PAGE ? await found(PAGE) : undefined;
    if (kept) return kept;
    throw error;
  }
}

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

async function found(request) {
  return (await caches.open(NAME)).match(request, { ignoreVary: true });
}
