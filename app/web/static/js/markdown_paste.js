// Markdown paste: what comes from a word processor or a web page, as the marks of a plain text field.
//
// Headings, bold, links and lists are kept; all else is dropped: fonts, colours, tables' lines, comments, what is hidden.

const HEADING = "## ";
const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "HEADER", "FOOTER", "MAIN", "ASIDE", "BLOCKQUOTE", "PRE", "TABLE", "TR", "DL", "DT", "DD", "FIGURE", "FIGCAPTION", "HR"]);
const DROPPED = new Set(["STYLE", "SCRIPT", "TITLE", "META", "LINK", "TEMPLATE", "SVG", "IMG", "O:P", "BUTTON", "INPUT", "SELECT", "TEXTAREA", "IFRAME", "OBJECT"]);
const SAFE = /^(?:https?:|mailto:)/i;
const BULLET = /^[\u2022\u00b7\u25aa\u25cf\u00a7\u2013o-]\s+/u; // as word processors write list items into paragraphs
const NUMBER = /^(\d{1,2})[.)]\s+/;
const MARKS = /[\\`*]|\[(?=[^\]]*\]\()|(?<!\w)_|_(?!\w)/g; // that would be read as marks

/** Whether there is anything in it that plain text would lose. @type {(html: string) => boolean} */
export function hasMarks(html) {
  return /<(?:b|strong|h[1-6]|a|li|ul|ol)[\s>]|font-weight:\s*(?:bold|[6-9]00)|mso-list/i.test(html);
}

/** The same as Markdown. @type {(html: string) => string} */
export function markdownOf(html) {
  // the page's policy would refuse styles, also of a document that nobody sees
  const plain = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  const { body } = new DOMParser().parseFromString(plain, "text/html");
  return tidied(blocks(body).join("\n\n"));
}

/** Blocks below an element, in order; what stands loose in it is a paragraph. @type {(element: Element) => string[]} */
function blocks(element) {
  /** @type {string[]} */
  const found = [];
  let loose = "";
  const close = () => {
    const said = line(loose);
    if (said) found.push(said);
    loose = "";
  };
  for (const node of element.childNodes) {
    if (!(node instanceof Element) || !isBlock(node)) {
      loose += inline(node);
      continue;
    }
    close();
    found.push(...blocksOf(node));
  }
  close();
  return merged(found);
}

/** @type {(element: Element) => string[]} */
function blocksOf(element) {
  if (isGone(element)) return [];
  if (/^H[1-6]$/.test(element.tagName)) return [line(inline(element, true)).replaceAll("\n", " ")].filter(Boolean).map((words) => HEADING + words);
  if (element.tagName === "UL" || element.tagName === "OL") return listOf(element);
  if (isListed(element)) return [listed(line(inline(element)), signOf(element))];
  return blocks(element);
}

/** A list is one block; lists within it are part of it. @type {(list: Element) => string[]} */
function listOf(list) {
  const items = [...list.children].filter((each) => each.tagName === "LI" || each.tagName === "UL" || each.tagName === "OL");
  const lines = items.flatMap((item, i) => {
    if (item.tagName !== "LI") return listOf(item);
    const within = [...item.children].filter(({ tagName }) => tagName === "UL" || tagName === "OL");
    const own = line([...item.childNodes].filter((node) => !within.includes(/** @type {Element} */ (node))).map((node) => inline(node)).join(""));
    const sign = list.tagName === "OL" ? `${i + 1}. ` : "- ";
    return [...(own ? [sign + own] : []), ...within.flatMap(listOf).map((each) => each.replace(/^/gm, " ".repeat(own ? sign.length : 0)))];
  });
  return lines.length ? [lines.join("\n")] : [];
}

/** @type {(element: Element) => string} */
const styleOf = (element) => element.getAttribute("data-style") ?? "";

/** Paragraphs that a word processor means as list items. @type {(element: Element) => boolean} */
const isListed = (element) => /mso-list:\s*l\d/i.test(styleOf(element)) || /^MsoList/.test(element.className);

/** What stands before such an item, which is not part of its words. @type {(element: Element) => string} */
const signOf = (element) => `${element.querySelector('[data-style*="mso-list" i][data-style*="ignore" i]')?.textContent?.trim() ?? ""} `;

/** @type {(words: string, sign: string) => string} */
function listed(words, sign) {
  const number = NUMBER.exec(sign) ?? NUMBER.exec(words);
  return number ? `${number[1]}. ${words.replace(NUMBER, "")}` : `- ${words.replace(BULLET, "")}`;
}

/** Neighbours that are items of one list stand together. @type {(found: string[]) => string[]} */
function merged(found) {
  /** @type {string[]} */
  const joined = [];
  const kindOf = (/** @type {string} */ block) => (block.startsWith("- ") ? "-" : NUMBER.test(block) ? "1" : "");
  for (const each of found) {
    const before = joined.at(-1);
    if (before !== undefined && kindOf(before) && kindOf(before) === kindOf(each)) joined[joined.length - 1] = `${before}\n${each}`;
    else joined.push(each);
  }
  return joined;
}

/** Words within a block. @type {(node: Node, isPlain?: boolean) => string} */
function inline(node, isPlain = false) {
  if (node instanceof Text) return node.data.replace(/[^\S\u00a0]+/g, " ").replace(MARKS, "\\$&");
  if (!(node instanceof Element) || isGone(node)) return "";
  if (node.tagName === "BR") return "\n";
  const inside = [...node.childNodes].map((each) => inline(each, isPlain)).join("");
  const href = node.tagName === "A" ? addressOf(node.getAttribute("href") ?? "") : "";
  if (href && inside.trim()) return `[${line(inside)}](${href})`;
  return !isPlain && isBold(node) ? bold(inside) : isBlock(node) ? `\n${inside}\n` : /^T[DH]$/.test(node.tagName) ? `${inside} ` : inside;
}

/** Where a link leads, if riders can go there. @type {(href: string) => string} */
function addressOf(href) {
  if (!SAFE.test(href) || !URL.canParse(href)) return "";
  return new URL(href).href.replace(/[()]/g, (each) => (each === "(" ? "%28" : "%29"));
}

/** @type {(inside: string) => string} */
function bold(inside) {
  const words = inside.trim();
  if (!words || words.includes("\n") || words.startsWith("**")) return inside;
  return inside.replace(words, () => `**${words}**`);
}

/** @type {(element: Element) => boolean} */
function isBold(element) {
  const weight = /font-weight:\s*(\w+)/i.exec(styleOf(element))?.[1] ?? "";
  if (/^(?:normal|[1-5]00)$/.test(weight)) return false; // a whole page comes wrapped in <b> from some
  return element.tagName === "B" || element.tagName === "STRONG" || /^(?:bold|bolder|[6-9]00)$/.test(weight);
}

/** @type {(element: Element) => boolean} */
function isBlock(element) {
  return BLOCKS.has(element.tagName) || /^(?:H[1-6]|UL|OL|LI)$/.test(element.tagName) || (element.tagName === "B" && Boolean(element.querySelector("p, li, h1, h2, h3")));
}

/** @type {(element: Element) => boolean} */
function isGone(element) {
  return DROPPED.has(element.tagName.toUpperCase()) || /mso-list:\s*ignore|display:\s*none/i.test(styleOf(element)) || element.hasAttribute("hidden");
}

/** One line, or lines where they were broken by hand. @type {(words: string) => string} */
function line(words) {
  const lines = tidied(words).split("\n").map((each) => each.replace(/\s+/g, " ").trim());
  return lines.filter(Boolean).join("\n");
}

/** Without what is not seen. @type {(words: string) => string} */
function tidied(words) {
  return words.replace(/\r\n?/g, "\n").replace(/\u00a0/g, " ").replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "").replace(/\n{3,}/g, "\n\n");
}
