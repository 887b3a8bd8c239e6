// Side by side: what stood there before and what shall, in 3D, turned together; and each state of both.
//
//   <div data-module="side_by_side" data-camera='{"eye": […], "look": […], "fov_deg": 40}' data-prompt="…" data-failed="…">
//     <fieldset data-part="states" hidden><input type="radio" value="planned" checked> …</fieldset>
//     <div data-part="stage" hidden><figure>… <div data-part="room"><p data-part="nothing" hidden>…</p></div></figure> …</div>
//     <div data-part="pair" data-state="planned"><figure data-part="side" data-glb="….glb" data-alt="…">…</figure> …</div> …
//                                                   with data-camera where it is another scene, which lies elsewhere
//     <button data-part="open" hidden>…</button>
//     <p data-part="wait" role="status"></p>
//   </div>
//
// Without JavaScript all states stand there as pictures, before beside after.

import { between, HIGHEST, LOWEST } from "/static/viewer/orbit.js";
import { makeViewer } from "/static/viewer/viewer.js";

const AROUND = { eye: [13, 7, 17], look: [0, 1.2, 0], fov_deg: 40 };

/** @param {HTMLElement} box  the element that carries data-module */
export function start(box) {
  /** @type {(name: string) => HTMLElement[]} */
  const all = (name) => [...box.querySelectorAll(`[data-part="${name}"]`)].filter((each) => each instanceof HTMLElement);
  const [[states], [stage], [opener], [wait], pairs] = [all("states"), all("stage"), all("open"), all("wait"), all("pair")];
  /** @type {ReturnType<typeof makeTwins> | null} */
  let twins = null;

  function show() {
    /** @type {HTMLInputElement | null} */
    const chosen = states.querySelector("input:checked");
    const shown = pairs.find(({ dataset }) => dataset.state === chosen?.value) ?? pairs[0];
    stage.hidden = !twins;
    for (const each of pairs) each.hidden = Boolean(twins) || each !== shown;
    twins?.show(shown);
  }

  /** Back to the pictures, with a sentence. @type {(why: unknown) => void} */
  function fail(why) {
    console.error("The two do not show in 3D.", why);
    twins?.close();
    twins = null;
    wait.textContent = box.dataset.failed ?? "";
    show();
  }

  opener.addEventListener("click", () => {
    opener.hidden = true;
    try {
      twins = makeTwins(all("room"), cameraOf(box.dataset.camera), box.dataset.prompt ?? "", fail);
      show();
      twins.focus();
    } catch (error) {
      fail(error);
    }
  });
  states.addEventListener("change", show);
  states.hidden = pairs.length < 2;
  opener.hidden = false;
  show();
}

/** What was built long ago has no camera. @type {(json: string | undefined) => Camera} */
function cameraOf(json) {
  const { eye, look, fov_deg: fieldDeg } = json ? JSON.parse(json) : AROUND;
  return { orbit: between(eye, look), target: look, fieldDeg };
}

/**
 * The camera of one room turned, moved and brought nearer like that of the other, each from where it began.
 *
 * @type {(to: Camera, from: Camera, own: Camera) => Camera}
 */
export function turnedAlike(to, from, own) {
  const nearer = own.orbit.radius / from.orbit.radius;
  return {
    orbit: {
      theta: own.orbit.theta + to.orbit.theta - from.orbit.theta,
      phi: Math.min(LOWEST, Math.max(HIGHEST, own.orbit.phi + to.orbit.phi - from.orbit.phi)),
      radius: to.orbit.radius * nearer,
    },
    target: own.target.map((value, axis) => value + (to.target[axis] - from.target[axis]) * nearer),
    fieldDeg: own.fieldDeg,
  };
}

/**
 * Two viewers that turn together.
 *
 * @param {HTMLElement[]} rooms  each with a part "nothing", for where there is nothing to be seen
 * @param {Camera} camera  with which they begin, unless a side has its own
 * @param {string} prompt
 * @param {(why: unknown) => void} failed
 */
function makeTwins(rooms, camera, prompt, failed) {
  /** @type {ReturnType<typeof makeViewer>[]} */
  const viewers = [];
  const begun = rooms.map(() => camera);
  const words = { "interaction-prompt": prompt };
  for (const [i, room] of rooms.entries()) {
    const aimed = (/** @type {Camera} */ to) => viewers[1 - i]?.aim(turnedAlike(to, begun[i], begun[1 - i]));
    viewers.push(makeViewer(room, document.createElement("canvas"), { camera, words, drawn: () => {}, told: () => {}, failed, aimed }));
  }
  /** @type {HTMLElement | null} */
  let wanted = null;

  /** @type {(side: HTMLElement, i: number) => Promise<void>} */
  async function fill({ dataset: { glb, alt = "" } }, i) {
    const pair = wanted;
    const scene = glb ? await viewers[i].fetched(glb, () => {}) : null;
    if (wanted !== pair) return;
    viewers[i].canvas.hidden = !scene;
    const nothing = rooms[i].querySelector('[data-part="nothing"]');
    if (nothing instanceof HTMLElement) nothing.hidden = Boolean(scene);
    if (scene) viewers[i].show(scene, alt);
  }

  return {
    /** @type {(pair: HTMLElement) => void} */
    show(pair) {
      wanted = pair;
      const sides = [...pair.querySelectorAll('[data-part="side"]')].filter((each) => each instanceof HTMLElement);
      for (const [i, { dataset }] of sides.entries()) {
        if (!dataset.camera) continue;
        begun[i] = cameraOf(dataset.camera);
        viewers[i].aim(begun[i]);
      }
      Promise.all(sides.map(fill)).catch(failed);
    },
    focus: () => viewers[0].canvas.focus(),
    close() {
      for (const viewer of viewers) viewer.close();
      for (const { canvas } of viewers) canvas.remove();
    },
  };
}
