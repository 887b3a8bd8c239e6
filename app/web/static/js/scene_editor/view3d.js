// 3D pane: the scene as riders will see it, a moment after each step, one state or two beside each other, turned together.
//
//   <section data-part="view3d"> with the parts of templates/scenes/view3d.html
//
// A click selects, or sets what somebody chose; cameras are taken from where one looks.  Without WebGL there is still the
// draft of a picture, which the server draws.

import { filled } from "./readout.js";
import { forText, rayOf } from "./view3d_camera.js";
import { startDraft } from "./view3d_draft.js";
import { makeEye } from "./view3d_eye.js";
import { takeHands } from "./view3d_hands.js";
import { makePicture } from "./view3d_picture.js";
import { hit, makeSetting } from "./view3d_setting.js";
import { startSun } from "./view3d_sun.js";

/** @typedef {ReturnType<typeof makePicture>} Picture */
/** @typedef {import("./view3d_picture.js").Trouble} Trouble */

/** @param {SceneDesk} desk */
export function startView3d(desk) {
  const { part, store, kept, words, say } = desk;
  const [pane, room, beside] = [part("view3d"), part("view3d-room"), part("view3d-beside")];
  const [trouble, said, lead] = [part("view3d-trouble"), part("view3d-trouble-words"), part("view3d-trouble-lead")];
  const other = part("view3d-other", HTMLSelectElement);
  /** @type {Picture[]} */
  const pictures = [];
  /** @type {Map<HTMLElement, Trouble | null>} */
  const troubles = new Map();
  const setting = makeSetting(desk, draw);
  const eye = makeEye(desk);
  let blamed = "";

  part("view3d-open").addEventListener("click", () => open(Boolean(pane.hidden)));
  part("view3d-take").addEventListener("change", ({ target }) => {
    const select = /** @type {HTMLSelectElement} */ (target);
    if (select.value) takeCamera(select.value);
    select.value = "";
  });
  lead.addEventListener("click", () => store.select([blamed]));
  startDraft(desk);
  store.subscribe((what) => {
    if (what === "model" || what === "variant" || what === "state") follow();
    if (what !== "state") draw();
  });
  requestAnimationFrame(() => open(kept.get("view3d", true))); // the plan is seen first

  /** @type {(isOpen: boolean) => void} */
  function open(isOpen) {
    kept.set("view3d", isOpen);
    pane.hidden = part("view3d-edge").hidden = !isOpen;
    part("view3d-open").setAttribute("aria-pressed", String(isOpen));
    eye.isOpen = isOpen;
    if (isOpen && !pictures.length) begin();
    if (isOpen) follow();
  }

  function begin() {
    if (!add(room, () => store.variant)) return;
    startSun(desk, { shine: (toward) => pictures.forEach(({ screen }) => screen.shine(toward)) });
    other.addEventListener("change", () => {
      kept.set("view3d-other", other.value);
      follow();
    });
  }

  /** @type {(within: HTMLElement, variant: () => string) => boolean} */
  function add(within, variant) {
    try {
      const picture = makePicture(desk, within, { variant, begun: () => setting.begun, troubled: (found) => troubled(within, found) });
      pictures.push(picture);
      takeHands(desk, picture.screen.canvas, eye, (place, isMore) => pick(picture, place, isMore), setting.drop);
      eye.into(picture.screen);
      return true;
    } catch (error) {
      console.info("3D:", error);
      pane.classList.add("is-without");
      troubled(within, { words: words.view3d_none });
      return false;
    }
  }

  function follow() {
    if (pane.hidden || !pictures.length) return;
    offerOthers();
    beside.hidden = !other.value;
    if (other.value && pictures.length < 2) add(beside, () => other.value);
    pictures.forEach(({ screen, variant }, i) => {
      const state = desk.stateName(variant());
      part(i ? "view3d-beside-state" : "view3d-state").textContent = other.value ? state : "";
      screen.canvas.setAttribute("aria-label", `${words.view3d} ${state}`);
    });
    for (const picture of pictures) picture.follow();
  }

  function offerOthers() {
    const others = store.model.head.variants.filter((each) => each !== store.variant);
    const wanted = other.value || kept.get("view3d-other", "");
    other.replaceChildren(new Option(words.view3d_alone, ""), ...others.map((each) => new Option(desk.stateName(each), each)));
    other.value = others.includes(wanted) ? wanted : wanted && (others[0] ?? "");
    other.hidden = !others.length;
  }

  function draw() {
    for (const { over } of pictures) over.again();
  }

  /** @type {(picture: Picture, place: readonly number[], isMore: boolean) => Promise<void>} */
  async function pick({ screen, over, variant }, place, isMore) {
    const pin = setting.selects ? over.pinAt(place) : "";
    const found = pin ? { id: pin, point: null } : await hit(desk, rayOf(eye.view, place, screen.aspect), variant());
    if (found) setting.meet(found, isMore, variant());
  }

  /** @type {(name: string) => void} */
  function takeCamera(name) {
    store.apply({ label: "camera", ops: [{ op: "set", id: `cameras.${name}`, values: forText(eye.view, store.model.head.turn_deg ?? 0) }] });
    say(filled(words.view3d_taken, { camera: desk.nameOf(`cameras.${name}`) }));
  }

  /** @type {(within: HTMLElement, found: Trouble | null) => void} */
  function troubled(within, found) {
    troubles.set(within, found);
    const shown = [...troubles].find(([each, any]) => any && !each.hidden)?.[1];
    said.textContent = shown?.words ?? "";
    blamed = shown?.id ?? "";
    lead.hidden = !blamed;
    trouble.hidden = !shown;
  }
}
