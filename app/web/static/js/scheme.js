// Scheme: shows a page in a frame light or dark, whatever the device prefers, by the page's own rules.

const found = new WeakMap(); // document -> its rules for dark

/**
 * @param {Document} page  of our own site
 * @param {boolean} isDark
 */
export function paint(page, isDark) {
  if (!found.has(page)) found.set(page, [...page.styleSheets].flatMap(darkRules));
  for (const rule of found.get(page)) rule.media.mediaText = isDark ? "all" : "not all";
  page.documentElement.style.colorScheme = isDark ? "dark" : "light";
}

/** Return the rules below a sheet or rule that hold where dark is preferred. */
function darkRules(parent) {
  return [...(parent.cssRules ?? [])].flatMap((rule) =>
    /prefers-color-scheme:\s*dark/.test(rule.media?.mediaText ?? "") ? [rule] : darkRules(rule),
  );
}
