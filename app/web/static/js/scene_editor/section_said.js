// What is said of a street section: its sum beside the measured width, and hints with the rules behind them.

import { filled, readout } from "./readout.js";
import { leftOver, sumOf } from "./section_strips.js";

const OF_THE_SUM = ["too_little", "too_much"]; // the sum says that itself, at once

/** @type {(desk: Pick<SceneDesk, "part" | "words">, strips: readonly import("./section_strips.js").Strip[], measured: TomlValue | undefined) => void} */
export function saySum({ part, words }, strips, measured) {
  const { metres } = readout(words);
  const over = leftOver(strips, measured);
  const sentence = over > 0 ? words.sum_left : over < 0 ? words.sum_over : typeof measured === "number" ? words.sum_fits : words.sum_only;
  const said = filled(sentence, { sum: metres(sumOf(strips)), rest: metres(Math.abs(over)) });
  const element = part("section-sum");
  element.classList.toggle("is-wrong", over !== 0);
  if (element.textContent !== said) element.textContent = said;
}

/** @type {(desk: Pick<SceneDesk, "part" | "store">, id: string) => void} */
export function sayHints({ part, store }, id) {
  const found = (store.model.hints ?? []).filter((hint) => hint.id === id && !OF_THE_SUM.includes(hint.kind));
  part("section-hints").replaceChildren(...found.map(({ words, rule }) => {
    const item = Object.assign(document.createElement("li"), { textContent: words });
    if (rule) item.append(Object.assign(document.createElement("small"), { textContent: ` ${rule}` }));
    return item;
  }));
}
