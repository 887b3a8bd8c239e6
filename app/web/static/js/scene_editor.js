// Scene editor: a scene built on a plan, seen at once, undone step by step; its text stays the truth.
//
//   <div data-module="scene_editor">
//     <script type="application/json" data-part="start">{ key, addresses, model, palette, site, tiles, photo, states }</script>
//     <script type="application/json" data-part="words">{…}</script>  … parts of templates/scenes/editor.html
//   </div>
//
// Without JavaScript the text of the scene can still be written on its own page.

import { partsOf } from "/static/ar/parts.js";

import { startChecks } from "./scene_editor/checks.js";
import { makeCommands } from "./scene_editor/commands.js";
import { listenOnDesk } from "./scene_editor/desk_keys.js";
import { startInspector } from "./scene_editor/inspector.js";
import { keptIn } from "./scene_editor/kept.js";
import { startEdges, startSwitches, startTabs } from "./scene_editor/panes.js";
import { startPalette } from "./scene_editor/palette.js";
import { startPlan } from "./scene_editor/plan.js";
import { startPresence } from "./scene_editor/presence.js";
import { startSection } from "./scene_editor/section.js";
import { startState } from "./scene_editor/saying.js";
import { startStates } from "./scene_editor/states.js";
import { makeStore } from "./scene_editor/store.js";
import { isStreet } from "./scene_editor/streets.js";
import { startTelling } from "./scene_editor/telling.js";
import { startTextPane } from "./scene_editor/text_pane.js";
import { startTools } from "./scene_editor/tools.js";
import { startTree } from "./scene_editor/tree.js";
import { startView3d } from "./scene_editor/view3d.js";
import { startUnderlay } from "./scene_editor/underlay.js";
import { makeUnderlay } from "./scene_editor/underlay_store.js";
import { makeWalker } from "./scene_editor/walker.js";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  /** @type {SceneStart} */
  const { key, may_write: mayWrite, addresses, model, palette, site, tiles, photo, states } = JSON.parse(part("start").textContent ?? "");
  /** @type {Values} */
  const words = JSON.parse(part("words").textContent ?? "");
  const kept = keptIn(`scene.${key}`);
  const parts = new Map(palette.parts.map((each) => [each.name, each]));
  let saidAt = 0;
  /** @type {SceneDesk["say"]} */
  const say = (sentence, isAside = false) => {
    if (!sentence) return;
    if (!isAside) saidAt = performance.now();
    const isAgain = part("said").textContent === sentence;
    part("said").textContent = isAgain ? `${sentence}\u00a0` : sentence; // else it would not be heard again
  };
  const store = makeStore({ addresses, model, kept, mayWrite, told: (kind, sentence) => {
    part("trouble").textContent = sentence || words[`told_${kind}`];
    part("trouble").hidden = false;
  } });
  /** @type {SceneDesk} */
  const desk = {
    element, part, store, words, palette, around: { site, tiles, photo }, addresses, say, kept, lastSaidAt: () => saidAt,
    clipboard: keptIn("scene-clipboard"),
    walker: makeWalker(),
    underlay: makeUnderlay(addresses, words.underlay_failed),
    partOf: (block) => block && parts.get(kindOf(block.values)),
    stateName: (variant) => states[variant] ?? words[`state_${variant}`] ?? variant,
    nameOf: (id) => nameOf(id, { store, words, parts }),
    more: {},
    run: () => false,
  };
  startView3d(desk); // the first to hear of a step: while all else is drawn anew, its picture is on its way
  const plan = startPlan(desk);
  desk.run = makeCommands(desk, plan);
  startPalette(desk, plan);
  const tab = startTabs(desk);
  startInspector(desk);
  startTree(desk);
  startStates(desk);
  startChecks(desk);
  startState(desk);
  if (mayWrite) startPresence(desk);
  startTelling(desk, plan);
  startTools(desk, plan, tab);
  startSection(desk, plan);
  startUnderlay(desk);
  startTextPane(desk);
  startSwitches(desk, plan.redraw);
  startEdges(desk);
  listenOnDesk(desk);
}

/** By which name the palette has a part: an upload goes by its slug. @type {(values: Record<string, TomlValue>) => string} */
function kindOf({ part, asset }) {
  return part === "upload" ? `upload:${asset}` : String(part);
}

/** What people call a thing. @type {(id: string, of: { store: SceneStore, words: Values, parts: Map<string, PalettePart> }) => string} */
function nameOf(id, { store, words, parts }) {
  const block = store.block(id);
  if (!block) return words[id.replace(".", "_")] ?? id;
  if (block.table === "annotations") return `${words.annotation} ${block.values.id ?? ""}`;
  if (isStreet(block)) return String(block.values.name ?? words.section);
  return parts.get(kindOf(block.values))?.title ?? String(block.values.part ?? block.table);
}
