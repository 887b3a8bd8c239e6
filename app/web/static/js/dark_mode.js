// Dark mode: shows a page in a frame light or dark, whatever the device prefers, by the page's own rules.

/** @type {WeakMap<Document, CSSMediaRule[]>} */
const darkOf = new WeakMap();

/**
 * @param {Document} page  of our own site
 * @param {boolean} wantsDark
 */
export function paint(page, wantsDark) {
  const rules = darkOf.get(page) ?? [...page.styleSheets].flatMap(darkRules);
  darkOf.set(page, rules);
  for (const rule of rules) rule.media.mediaText = wantsDark ? "all" : "not all";
  page.documentElement.style.colorScheme = wantsDark ? "dark" : "light";
}

/**
 * Return the rules below a sheet or rule that hold where dark is preferred.
 *
 * @param {CSSStyleSheet | CSSRule} parent
 * @returns {CSSMediaRule[]}
 */
function darkRules(parent) {
  const rules = "cssRules" in parent ? /** @type {CSSRuleList} */ (parent.cssRules) : [];
  return [...rules].flatMap((rule) => (isDark(rule) ? [rule] : darkRules(rule)));
}

/** A page of a frame has classes of its own, so that instanceof tells nothing. @type {(rule: CSSRule) => rule is CSSMediaRule} */
function isDark(rule) {
  return "media" in rule && /prefers-color-scheme:\s*dark/.test(/** @type {CSSMediaRule} */ (rule).media.mediaText);
}
