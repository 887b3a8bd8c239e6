// Telling: says what is selected and where it stands, to whoever does not see the plan.

import { filled, readout } from "./readout.js";
import { isSelected } from "./selecting.js";

const JUST_MS = 100;

/**
 * @param {SceneDesk} desk
 * @param {ScenePlanPane} plan
 */
export function startTelling({ store, words, nameOf, say, lastSaidAt }, plan) {
  const numbers = readout(words);
  let before = "";

  /** @type {(selection: SceneSelection) => string} */
  function sentence({ ids, spots }) {
    if (!ids.length) return words.said_nothing;
    if (ids.length > 1) return filled(words.things, { count: ids.length });
    const [id] = ids;
    const thing = plan.things().find((each) => isSelected({ ids, spots }, each.id, each.spot));
    return thing ? filled(words.said_selected, { name: nameOf(id), place: numbers.place([thing.place[0], thing.place[2]]) }) : nameOf(id);
  }

  store.subscribe((what) => {
    if (what !== "selection") return;
    const now = JSON.stringify(store.selection);
    if (now === before) return;
    before = now;
    const began = performance.now();
    requestAnimationFrame(() => {
      if (lastSaidAt() < began - JUST_MS) say(sentence(store.selection), true); // else more was said of it just now
    });
  });
}
