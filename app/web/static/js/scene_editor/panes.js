// Panes: tabs beside the plan, switches, and edges between panes that can be moved by pointer and keys.

const STEP_PX = 16;

/** @param {SceneDesk} desk */
export function startTabs({ element, kept }) {
  /** @type {HTMLButtonElement[]} */
  const tabs = [...element.querySelectorAll(/** @type {"button"} */ ("[data-tab]"))];
  /** @type {(name: string) => void} */
  const show = (name) => {
    kept.set("tab", name);
    for (const tab of tabs) {
      const isShown = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      element.querySelector(`[data-pane="${tab.dataset.tab}"]`)?.toggleAttribute("hidden", !isShown);
    }
    element.dispatchEvent(new CustomEvent("pane", { detail: name }));
  };
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => show(tab.dataset.tab ?? ""));
    tab.addEventListener("keydown", ({ key }) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[key];
      const next = by && tabs[(i + by + tabs.length) % tabs.length];
      if (!next) return;
      show(next.dataset.tab ?? "");
      next.focus();
    });
  });
  const wanted = kept.get("tab", "inspector");
  show(tabs.some(({ dataset }) => dataset.tab === wanted) ? wanted : "inspector");
  return show;
}

/** Buttons that switch something on and off, kept for this person. @type {(desk: SceneDesk, changed: () => void) => void} */
export function startSwitches({ element, kept }, changed) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-switch]"))) {
    const name = button.dataset.switch ?? "";
    const show = () => button.setAttribute("aria-pressed", String(kept.get(name, button.dataset.first === "on")));
    button.addEventListener("click", () => {
      kept.set(name, !kept.get(name, button.dataset.first === "on"));
      show();
      changed();
    });
    show();
  }
}

/**
 * An edge that is moved: <div role="separator" tabindex="0" data-edge="palette" data-way="1" data-axis="x" data-least="160">.
 * It sets --<edge> on the editor, in pixels; `way` is the direction in which that grows.
 *
 * @param {SceneDesk} desk
 */
export function startEdges({ element, kept }) {
  for (const edge of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-edge]"))) {
    const { edge: name = "", way = "1", axis = "x", least = "120", most = "900", first = "280", share = "1" } = edge.dataset;
    let size = kept.get(`edge.${name}`, Math.min(Number(first), innerWidth * Number(share)));
    /** @type {(wanted: number) => void} */
    const set = (wanted) => {
      size = Math.max(Number(least), Math.min(Number(most), wanted));
      element.style.setProperty(`--${name}`, `${size}px`);
      edge.setAttribute("aria-valuenow", String(Math.round(size)));
    };
    const keep = () => kept.set(`edge.${name}`, size);
    edge.setAttribute("aria-valuemin", least);
    edge.setAttribute("aria-valuemax", most);
    edge.addEventListener("pointerdown", (down) => {
      edge.setPointerCapture(down.pointerId);
      const [from, before] = [axis === "x" ? down.clientX : down.clientY, size];
      /** @type {(event: PointerEvent) => void} */
      const move = (event) => set(before + ((axis === "x" ? event.clientX : event.clientY) - from) * Number(way));
      edge.addEventListener("pointermove", move);
      edge.addEventListener("lostpointercapture", () => {
        edge.removeEventListener("pointermove", move);
        keep();
      }, { once: true });
    });
    edge.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      set(size + by * STEP_PX * Number(way));
      keep();
    });
    set(size);
  }
}
