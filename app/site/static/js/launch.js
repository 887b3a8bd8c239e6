// Launch: says so where AR does not open, and leads on to the 3D view.
//
//   <div data-module="launch">
//     <p id="kein-ar">AR ging nicht auf …</p>     shows by :target alone
//     <a rel="ar" href="….usdz">…</a>             iPhone: only some browsers open it
//     <a href="intent://…">…</a>                  Android: nobody tells whether it opened
//   </div>
//
// Without JavaScript the links still launch; Android then comes back to #kein-ar by itself where it has no viewer.

const PATIENCE_MS = 3000; // until another app is in front, or never will be
const LETS_THROUGH = /CriOS\/|EdgiOS\/|FxiOS\/|DuckDuckGo\//; // browsers on an iPhone that hand AR on, like Safari

/**
 * Tell whether a tap on a link with rel="ar" opens AR here.
 *
 * @param {{ knowsAr: boolean, isInApp: boolean, agent: string }} browser
 *   whether it knows the link, whether it runs in another app, and what it calls itself
 */
export function opensQuickLook({ knowsAr, isInApp, agent }) {
  return isInApp ? LETS_THROUGH.test(agent) : knowsAr;
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  element.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link) return;
    if (link.rel !== "ar") watch(element);
    else if (!opensQuickLook(browser(link))) {
      event.preventDefault();
      comeBack(element);
    }
  });
}

/** @param {HTMLAnchorElement} link */
function browser(link) {
  const { webkit } = /** @type {{ webkit?: { messageHandlers?: unknown } }} */ (/** @type {unknown} */ (window));
  return { knowsAr: link.relList.supports("ar"), isInApp: Boolean(webkit?.messageHandlers), agent: navigator.userAgent };
}

/** Come back unless the phone shows something else before long. @param {HTMLElement} element */
function watch(element) {
  const left = new AbortController();
  const { signal } = left;
  const waiting = setTimeout(() => {
    left.abort();
    if (!document.hidden) comeBack(element);
  }, PATIENCE_MS);
  const leave = () => {
    clearTimeout(waiting);
    left.abort();
  };
  addEventListener("pagehide", leave, { signal });
  addEventListener("blur", leave, { signal });
  document.addEventListener("visibilitychange", leave, { signal });
}

/** @param {HTMLElement} element */
function comeBack(element) {
  const id = element.querySelector("[id]")?.id ?? "";
  if (location.hash === `#${id}`) history.replaceState(null, "", location.pathname + location.search);
  location.hash = id;
}
