// Count: tells that something was opened: on which page, in which way, and nothing else.  Nobody waits for it.
//
//   <button data-way="3d">…</button>                                the ways: app/exchange/ways.py
//   <li data-page="/de/302/o-werk/…/">… <a data-way="ar">…</a></li>   where it belongs to another page than this
//
// A page that is looked at elsewhere than at its own address, as in the studio, counts nothing.

export function countTaps() {
  addEventListener("click", ({ target, defaultPrevented }) => {
    const tapped = target instanceof Element && target.closest("[data-way]");
    if (tapped instanceof HTMLElement && !defaultPrevented && isPublic()) navigator.sendBeacon?.(addressOf(tapped));
  });
}

/** @param {HTMLElement} tapped */
function addressOf(tapped) {
  /** @type {HTMLElement | null} */
  const within = tapped.closest("[data-page]");
  return `/openings/${tapped.dataset.way}${within?.dataset.page ?? ownAddress()}`;
}

function ownAddress() {
  /** @type {HTMLLinkElement | null} */
  const address = document.querySelector('link[rel="canonical"]');
  return new URL(address?.href ?? location.href).pathname;
}

const isPublic = () => location.pathname.startsWith(ownAddress());
