// Tree: all parts of the shown state as a list, by group and role; the same selection as on the plan.

import { branchesOf } from "./branches.js";
import { isSelected } from "./selecting.js";

/** @typedef {import("./branches.js").Branch} Branch */

/** @param {SceneDesk} desk */
export function startTree(desk) {
  const { part, store, words } = desk;
  const root = part("tree");
  /** @type {Set<string>} */
  const open = new Set(desk.kept.get("open", ["planned", "context"]));
  /** @type {Branch[]} */
  let rows = []; // as they are seen, from top to bottom
  let shape = "";
  let current = ""; // which one has the focus, when the tree has it

  /** @type {(branch: Branch, level: number) => HTMLElement} */
  function item(branch, level) {
    const made = document.createElement("li");
    made.setAttribute("role", "treeitem");
    made.setAttribute("aria-level", String(level));
    made.dataset.key = branch.key;
    made.className = `scene-tree__item${branch.isHidden ? " is-hidden" : ""}${branch.isFaulty ? " is-faulty" : ""}`;
    const line = Object.assign(document.createElement("div"), { className: "scene-tree__line" });
    if (branch.children.length) line.append(Object.assign(document.createElement("span"), { className: "scene-tree__fold" }));
    line.append(Object.assign(document.createElement("span"), { className: "scene-tree__name", textContent: branch.name }));
    if (branch.note) line.append(Object.assign(document.createElement("small"), { textContent: branch.note }));
    made.append(line);
    rows.push(branch);
    if (!branch.children.length) return made;
    const isOpen = open.has(branch.key);
    made.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      const group = document.createElement("ul");
      group.setAttribute("role", "group");
      group.append(...branch.children.map((each) => item(each, level + 1)));
      made.append(group);
    }
    return made;
  }

  function draw() {
    const branches = branchesOf(store, desk);
    const wanted = JSON.stringify([branches, [...open]]);
    if (wanted !== shape) {
      const hasFocus = root.contains(document.activeElement);
      [shape, rows] = [wanted, []];
      root.replaceChildren(...branches.map((each) => item(each, 1)));
      if (hasFocus) elementOf(current)?.focus();
    }
    mark();
  }

  function mark() {
    if (!rows.some(({ key }) => key === current)) current = rows[0]?.key ?? "";
    for (const branch of rows) {
      const element = elementOf(branch.key);
      if (branch.id) element?.setAttribute("aria-selected", String(isChosen(branch)));
      if (element) element.tabIndex = branch.key === current ? 0 : -1;
    }
  }

  /** @type {(branch: Branch) => boolean} */
  function isChosen({ id, spot }) {
    return spot === null ? store.selection.ids.includes(id) && !store.selection.spots[id] : isSelected(store.selection, id, spot);
  }

  /** @type {(key: string) => HTMLElement | null} */
  function elementOf(key) {
    return root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  }

  /** @type {(branch: Branch) => string[]} */
  function idsOf({ id, children }) {
    return id ? [id] : children.flatMap(idsOf);
  }

  /** All from what had the focus to this one. @type {(to: Branch) => void} */
  function range(to) {
    const [from, until] = [rows.findIndex(({ key }) => key === current), rows.indexOf(to)];
    const within = rows.slice(Math.min(from, until), Math.max(from, until) + 1);
    store.select([...new Set(within.flatMap(({ id }) => (id ? [id] : [])))]);
  }

  /** @type {(branch: Branch, isMore: boolean) => void} */
  function choose(branch, isMore) {
    const { id, spot } = branch;
    const ids = idsOf(branch);
    if (!isMore) return store.select(ids, spot === null ? {} : { [id]: [spot] });
    const { selection } = store;
    const isIn = ids.every((each) => selection.ids.includes(each));
    store.select(isIn ? selection.ids.filter((each) => !ids.includes(each)) : [...selection.ids, ...ids], selection.spots);
  }

  /** @type {(branch: Branch, isOpen: boolean) => void} */
  function unfold({ key }, isOpen) {
    if (isOpen) open.add(key);
    else open.delete(key);
    desk.kept.set("open", [...open]);
    draw();
  }

  /** @type {(key: string) => void} */
  function go(key) {
    current = key;
    mark();
    elementOf(key)?.focus();
  }

  root.addEventListener("click", (event) => {
    const element = /** @type {HTMLElement} */ (event.target).closest("li");
    const branch = rows.find(({ key }) => key === element?.dataset.key);
    if (!branch) return;
    if (/** @type {HTMLElement} */ (event.target).closest(".scene-tree__fold")) unfold(branch, !open.has(branch.key));
    else if (event.shiftKey) range(branch);
    else choose(branch, event.ctrlKey || event.metaKey);
    go(branch.key);
  });
  root.addEventListener("keydown", (event) => {
    const at = rows.findIndex(({ key }) => key === current);
    const branch = rows[at];
    if (!branch) return;
    const to = { ArrowDown: rows[at + 1], ArrowUp: rows[at - 1], Home: rows[0], End: rows.at(-1) }[event.key];
    if (to) {
      go(to.key);
      if (to.id && !event.ctrlKey) choose(to, event.shiftKey);
    } else if (event.key === "ArrowRight" && branch.children.length) unfold(branch, true);
    else if (event.key === "ArrowLeft" && open.has(branch.key)) unfold(branch, false);
    else if (event.key === "ArrowLeft" && branch.parent) go(branch.parent);
    else if (event.key === "Enter" || event.key === " ") choose(branch, event.ctrlKey || event.shiftKey);
    else if (event.key === "Delete") desk.run("delete");
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  root.setAttribute("aria-label", words.tree);
  store.subscribe((what) => what !== "state" && what !== "plan" && draw());
  draw();
}
