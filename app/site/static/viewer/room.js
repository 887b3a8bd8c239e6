// Room: the 3D view's box with its controls (templates/macros/viewer.html), and the viewer in it.
//
// The box hears "view-failed" (detail: why) when there is nothing to see any more.

import { makeMarks } from "./marks.js";
import { between, point } from "./orbit.js";
import { canShare, give } from "./snapshot.js";
import { listenToSun } from "./sun_panel.js";
import { makeViewer } from "./viewer.js";

const FADE_MS = 500;

/**
 * @param {HTMLElement} box  its data attributes say what to measure, its parts "mark" what to point at
 * @param {HTMLCanvasElement} canvas  for the viewer
 * @param {HTMLElement[]} figures  with data-when, data-glb and a picture whose alt text says what is to be seen
 */
export function furnish(box, canvas, figures) {
  /** @type {(name: string) => HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (box.querySelector(`[data-part="${name}"]`));
  const [room, words, progress] = [part("room"), part("words"), /** @type {HTMLProgressElement} */ (part("progress"))];
  const { a11y = "{}", eye, look, field } = box.dataset;
  const camera = eye && look ? { orbit: between(point(eye), point(look)), target: point(look), fieldDeg: Number(field) } : null;
  /** @type {(why: unknown) => void} */
  const failed = (why) => box.dispatchEvent(new CustomEvent("view-failed", { detail: why }));
  const viewer = makeViewer(room, canvas, {
    camera,
    words: JSON.parse(a11y),
    drawn: (view) => marks.place(view),
    told: (text) => { part("from").textContent = text; },
    failed,
  });
  const marks = makeMarks(room, box.querySelectorAll(':scope > [data-part="mark"]'), box.dataset);
  let wanted = figures[0];

  box.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    if (button.dataset.picture) give(button, box, viewer, wanted);
    else press(button);
  });
  const sun = part("sun");
  if (sun) listenToSun(sun, figures, viewer);
  if (canShare()) part("keep").textContent = part("keep").dataset.share ?? "";

  /** Do what a button of the box stands for. @type {(button: HTMLElement) => void} */
  function press(button) {
    const { part: name, turn, zoom } = button.dataset;
    if (turn) viewer.turn(Number(turn));
    else if (zoom) viewer.zoom(Number(zoom));
    else if (name === "reset") viewer.reset();
    else if (name === "full") fill(box);
    else if (name === "measure") button.ariaPressed = String(box.classList.toggle("is-measured"));
    else if (name === "mark") words.replaceChildren(...(button.lastElementChild?.cloneNode(true).childNodes ?? []));
    if (turn) viewer.say();
  }

  return {
    /** Show a state as soon as it is there. @type {(figure: HTMLElement) => Promise<void>} */
    async show(figure) {
      wanted = figure;
      words.replaceChildren();
      try {
        const scene = await viewer.fetched(figure.dataset.glb ?? "", (share) => { progress.value = share; });
        if (wanted !== figure) return;
        if (box.classList.contains("is-ready")) fade(room, canvas, viewer.draw);
        viewer.show(scene, figure.querySelector("img")?.alt ?? figure.dataset.alt ?? "");
        marks.show(figure.dataset.when ?? "");
        room.dataset.shown = figure.dataset.when;
        box.classList.add("is-ready");
      } catch (error) {
        failed(error);
      }
    },
    close: viewer.close,
  };
}

/** Take the whole screen, or give it back. @type {(box: HTMLElement) => void} */
function fill(box) {
  const isFull = box.classList.toggle("is-full");
  const button = /** @type {HTMLElement} */ (box.querySelector('[data-part="full"]'));
  button.ariaPressed = String(isFull);
  if (isFull) box.requestFullscreen?.().catch(() => {}); // where that is not allowed, the box still covers the page
  else if (document.fullscreenElement) document.exitFullscreen();
  box.onfullscreenchange = () => {
    if (document.fullscreenElement) return;
    box.classList.remove("is-full");
    button.ariaPressed = "false";
  };
}

/** Keep what is shown for a moment, over what comes; nothing fades for those who want no motion. @type {(room: HTMLElement, canvas: HTMLCanvasElement, draw: () => void) => void} */
function fade(room, canvas, draw) {
  draw();
  const last = Object.assign(document.createElement("canvas"), { className: "viewer__last", width: canvas.width, height: canvas.height });
  last.getContext("2d")?.drawImage(canvas, 0, 0);
  room.append(last);
  requestAnimationFrame(() => last.classList.add("is-gone"));
  setTimeout(() => last.remove(), FADE_MS);
}
