// Viewers: one model-viewer for each state of an asset, faded into one another, all with the same camera.

import { addMarks, addMeasure } from "./hotspots.js";
import { asAttribute, asPosition, between, fromRadians, HIGHEST, LOWEST, point } from "./orbit.js";
import { reach, toAsk, turned, widening, zoomed } from "./orbit.js";

const PLAIN = {
  "camera-controls": "",
  "camera-orbit": "25deg 58deg 55%",
  "field-of-view": "30deg",
  "interaction-prompt": "none",
  "max-camera-orbit": `auto ${LOWEST}deg auto`,
  "max-field-of-view": "80deg",
  "min-camera-orbit": `auto ${HIGHEST}deg 0m`,
  "shadow-intensity": "0.8",
  "touch-action": "pan-y",
};

/**
 * Make the viewers of a box; each loads when its state is first shown.
 *
 * The box hears "view-progress" (detail: 0 to 1), "view-shown" and "view-failed" (detail: why).
 *
 * @param {HTMLElement} box  gets the viewers; its data attributes say what to measure, its parts "mark" what to point at
 * @param {HTMLElement[]} figures  with data-when, data-glb and a picture whose alt text says what is to be seen
 */
export function makeViewers(box, figures) {
  /** @type {Map<string, ModelViewer>} */
  const viewers = new Map(); // by what data-when says
  /** @type {Map<ModelViewer, number>} */
  const widened = new Map(); // how much wider it shows its field of view than it was asked
  let wanted = "";
  /** @type {ModelViewer | null} */
  let current = null;
  /** @type {Camera | null} */
  let first = null; // the camera at the beginning

  /** @type {(when: string) => void} */
  function show(when) {
    wanted = when;
    const known = viewers.get(when);
    if (!known) {
      const viewer = makeViewer(box, figures.find((figure) => figure.dataset.when === when) ?? figures[0]);
      viewer.addEventListener("load", () => settle(viewer), { once: true });
      viewers.set(when, viewer);
    } else if (known.loaded) fadeTo(known);
  }

  /** @type {(viewer: ModelViewer) => void} */
  function settle(viewer) {
    widened.set(viewer, widening(Number.parseFloat(viewer.fieldOfView), viewer.getFieldOfView()));
    first ??= cameraOf(viewer);
    const { nearest, farthest } = reach(first.orbit.radius);
    viewer.minCameraOrbit = `auto ${HIGHEST}deg ${nearest}m`;
    viewer.maxCameraOrbit = `auto ${LOWEST}deg ${farthest}m`;
    if (viewers.get(wanted) === viewer) fadeTo(viewer);
  }

  /** @type {(next: ModelViewer) => void} */
  function fadeTo(next) {
    aim(next, current || !first ? cameraOf(current ?? next) : first);
    next.jumpCameraToGoal();
    for (const viewer of viewers.values()) {
      viewer.classList.toggle("is-shown", viewer === next);
      viewer.inert = viewer !== next;
    }
    current = next;
    tell(box, "view-shown");
  }

  /** @type {(viewer: ModelViewer, camera: Camera) => void} */
  function aim(viewer, { orbit, target, fieldDeg }) {
    viewer.cameraTarget = asPosition([target.x, target.y, target.z]);
    viewer.fieldOfView = `${toAsk(fieldDeg, widened.get(viewer) ?? 1)}deg`;
    viewer.cameraOrbit = asAttribute(orbit);
  }

  /** @type {(to: (orbit: Orbit) => Orbit) => void} */
  function move(to) {
    if (current) current.cameraOrbit = asAttribute(to(cameraOf(current).orbit));
  }

  return {
    show,
    /** @type {(degrees: number) => void} */
    turn: (degrees) => move((orbit) => turned(orbit, degrees)),
    /** @type {(factor: number) => void} */
    zoom: (factor) => move((orbit) => zoomed(orbit, factor, (first?.orbit ?? orbit).radius)),
    reset: () => current && first && aim(current, first),
    shown: () => current,
  };
}

/** @type {(box: HTMLElement, figure: HTMLElement) => ModelViewer} */
function makeViewer(box, figure) {
  const viewer = document.createElement("model-viewer");
  for (const [name, value] of Object.entries(PLAIN)) viewer.setAttribute(name, value);
  const given = /** @type {Record<string, string>} */ (box.dataset);
  const { a11y, eye, look, field, from } = given;
  if (eye) {
    viewer.setAttribute("camera-orbit", asAttribute(between(point(eye), point(look))));
    viewer.setAttribute("camera-target", asPosition(point(look)));
    viewer.setAttribute("field-of-view", `${field}deg`);
  }
  viewer.setAttribute("a11y", a11y);
  viewer.setAttribute("alt", figure.querySelector("img")?.alt ?? "");
  viewer.setAttribute("src", figure.dataset.glb ?? "");
  viewer.dataset.state = figure.querySelector("figcaption")?.textContent ?? "";
  viewer.inert = true; // until it is shown
  addMarks(viewer, box.querySelectorAll(':scope > [data-part="mark"]'), figure.dataset.when ?? "");
  if (from) addMeasure(viewer, given);
  viewer.addEventListener("progress", (event) => tell(box, "view-progress", detailOf(event).totalProgress));
  viewer.addEventListener("error", (event) => tell(box, "view-failed", detailOf(event)));
  box.querySelector('[data-part="room"]')?.append(viewer);
  return viewer;
}

/** What an event of model-viewer says. @type {(event: Event) => { totalProgress?: number }} */
function detailOf(event) {
  return /** @type {CustomEvent} */ (event).detail;
}

/** @type {(viewer: ModelViewer) => Camera} */
function cameraOf(viewer) {
  const orbit = fromRadians(viewer.getCameraOrbit());
  return { orbit, target: viewer.getCameraTarget(), fieldDeg: viewer.getFieldOfView() };
}

/** @type {(box: HTMLElement, name: string, detail?: unknown) => void} */
function tell(box, name, detail) {
  box.dispatchEvent(new CustomEvent(name, { detail }));
}
