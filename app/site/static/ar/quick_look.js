// AR Quick Look by a sign's code: which of two files a phone wants.
//
//   <a rel="ar" href="….usdz" data-in-cm="….usdz">   without JavaScript: metres, as from iOS 18 on

const SYSTEM = /\bOS (\d+)_\d+(?:_\d+)? like Mac OS X|Macintosh.* Version\/(\d+)/; // an iPad calls itself a Macintosh

/**
 * Until iOS 17 the width of the picture was read in centimetres, as Apple's schema has it.
 *
 * @type {(userAgent: string) => boolean}
 */
export function readsCentimetres(userAgent) {
  const [, phone, tablet] = SYSTEM.exec(userAgent) ?? [];
  return Number(phone ?? tablet ?? Infinity) < 18;
}

/** @param {HTMLElement} root */
export function choose(root) {
  if (!readsCentimetres(navigator.userAgent)) return;
  for (const link of root.querySelectorAll("a")) if (link.dataset.inCm) link.href = link.dataset.inCm;
}
