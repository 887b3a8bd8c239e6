// Checks: what is odd about a scene, in words that lead to what they are about; and how much of the budget is used.

import { filled, readout } from "./readout.js";

/** How full something is, 0 to 1 and beyond, and how that looks. @type {(value: number, most: number) => { share: number, kind: "good" | "wait" | "bad" }} */
export function fullness(value, most) {
  const share = most ? value / most : 0;
  return { share, kind: share > 1 ? "bad" : share > 0.9 ? "wait" : "good" };
}

/** @param {SceneDesk} desk */
export function startChecks(desk) {
  const { part, store, words, stateName } = desk;
  const numbers = readout(words);

  /** @type {(label: string, value: number, most: number, said: string) => HTMLElement} */
  function bar(label, value, most, said) {
    const { share, kind } = fullness(value, most);
    const row = Object.assign(document.createElement("div"), { className: `scene-budget__row scene-budget__row--${kind}` });
    const meter = Object.assign(document.createElement("meter"), { min: 0, max: 1, value: Math.min(share, 1), className: "scene-budget__bar" });
    meter.setAttribute("aria-label", label);
    row.append(Object.assign(document.createElement("span"), { textContent: label }), meter, Object.assign(document.createElement("small"), { textContent: said }));
    return row;
  }

  function draw() {
    const { plan, variant } = store;
    const budget = plan.budget[variant];
    part("budget-words").textContent = budget ? filled(words.loads_in, { seconds: numbers.number(budget.seconds, 1) }) : "";
    part("budget-bars").replaceChildren(...(budget ? [
      bar(words.triangles, budget.triangles, budget.most_triangles, filled(words.of_most, { value: numbers.number(budget.triangles), most: numbers.number(budget.most_triangles) })),
      bar(words.bytes, budget.bytes, budget.most_bytes, filled(words.of_most, { value: numbers.number(budget.bytes / 1000, 0), most: numbers.number(budget.most_bytes / 1000, 0) })),
      bar(words.draw_calls, budget.draw_calls, budget.most_draw_calls, filled(words.of_most, { value: budget.draw_calls, most: budget.most_draw_calls })),
      bar(words.finishes, budget.finishes, budget.most_finishes, filled(words.of_most, { value: budget.finishes, most: budget.most_finishes })),
    ] : []));
    const { faults } = store.model;
    const checks = plan.checks.map(({ ids, words: said, variant: of }) => ({ ids, said, of }));
    const all = [...faults.map(({ id, wrong, mend }) => ({ ids: [id], said: `${wrong} ${mend}`, of: "" })), ...checks];
    part("checks").replaceChildren(...all.map(({ ids, said, of }) => {
      const row = document.createElement("li");
      const button = Object.assign(document.createElement("button"), { type: "button", className: "scene-checks__one", textContent: said });
      button.addEventListener("click", () => {
        if (of && of !== variant) store.show(of);
        store.select(ids.filter(Boolean));
        desk.run("fit");
      });
      row.append(button);
      if (of && of !== variant) row.append(Object.assign(document.createElement("small"), { textContent: stateName(of) }));
      return row;
    }));
    part("checks-none").hidden = all.length > 0;
    part("checks-count").textContent = all.length ? String(all.length) : "";
    part("checks-count").hidden = !all.length;
  }

  store.subscribe((what) => (what === "plan" || what === "variant" || what === "model") && draw());
  draw();
}
