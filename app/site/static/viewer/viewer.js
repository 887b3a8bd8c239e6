// Viewer: models in a canvas that can be turned, one at a time, all with the same camera, the sun and a ground.
//
// It draws only when something changes.  Where drawing is slow, what moves is drawn smaller, and sharp again at rest.

import { listen } from "./gestures.js";
import { posterSun } from "./light.js";
import { lens, lookAt, times } from "./matrix.js";
import { load } from "./model.js";
import { eyeOf, fitted, framing, isSame, shifted, side, toward, turned, zoomed } from "./orbit.js";
import { makeRenderer } from "./renderer.js";

const FIELD_DEG = 30;
const MOST_PX = 1600 * 1600; // drawn at once
const SLOW_MS = 60;
const [EASED_MS, SETTLED_MS] = [90, 400];
const SKIES_AT_ONCE = 4;
const SIZES_PX = { sun: 2048, sky: 512 };
const SMALLER_SIZES_PX = { sun: 1024, sky: 256 };

/**
 * @param {HTMLElement} room  gets the canvas
 * @param {{
 *   camera: Camera | null, words: Record<string, string>,
 *   drawn: (view: Matrix16) => void, told: (words: string) => void, failed: (why: unknown) => void,
 * }} given  the camera that it begins with, else one that sees all; words for where one looks from; what hears of it
 */
export function makeViewer(room, { camera, words, drawn, told, failed }) {
  const canvas = room.appendChild(Object.assign(document.createElement("canvas"), { className: "viewer__canvas", tabIndex: 0, role: "img" }));
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const renderer = makeRenderer(canvas, matchMedia("(pointer: coarse)").matches ? SMALLER_SIZES_PX : SIZES_PX);
  /** @type {Map<string, Promise<Scene3D>>} */
  const scenes = new Map(); // href -> model
  let [first, goal, now] = [camera, camera, camera];
  let [settled, scale, last_ms, playing_ms] = [0, 1, 0, -1];
  let [isAwake, isSmall, isSettled, isClosed] = [false, false, false, false];

  /** @type {(href: string, progress: (share: number) => void) => Promise<Scene3D>} */
  function fetched(href, progress) {
    const known = scenes.get(href) ?? load(href, progress).then((loaded) => renderer.take(loaded));
    scenes.set(href, known);
    known.catch(() => scenes.delete(href)); // the next try may succeed
    return known;
  }

  function wake() {
    if (isAwake) return;
    [isAwake, last_ms] = [true, 0];
    requestAnimationFrame(frame);
  }

  /** @type {(at_ms: number) => void} */
  function frame(at_ms) {
    if (!now || !goal || isClosed) {
      isAwake = false;
      return;
    }
    const since_ms = last_ms ? at_ms - last_ms : 16;
    last_ms = at_ms;
    if (since_ms > SLOW_MS && !isSame(now, goal)) scale = Math.max(0.4, scale * 0.75);
    now = isCalm ? goal : toward(now, goal, 1 - Math.exp(-since_ms / EASED_MS));
    const isMoving = !isSame(now, goal);
    if (isSettled && settled < 1) settled = isCalm || since_ms > SLOW_MS ? 1 : Math.min(1, settled + since_ms / SETTLED_MS);
    if (playing_ms >= 0) renderer.move((playing_ms += since_ms) / 1000);
    resize(isMoving);
    draw();
    const waits = !isSettled; // a first picture comes before the sky's shade
    if (waits) isSettled = renderer.settle(SKIES_AT_ONCE);
    if (isMoving || waits || settled < 1 || isSmall || playing_ms >= 0) requestAnimationFrame(frame);
    else isAwake = false;
  }

  /** Take the size of the room, less while it moves on slow devices. @type {(isMoving: boolean) => void} */
  function resize(isMoving) {
    const [wide, tall] = [room.clientWidth, room.clientHeight];
    const most = Math.min(devicePixelRatio, 2, Math.sqrt(MOST_PX / Math.max(wide * tall, 1)));
    isSmall = isMoving && scale < 1;
    const factor = most * (isSmall ? scale : 1);
    const size = [Math.max(1, Math.round(wide * factor)), Math.max(1, Math.round(tall * factor))];
    if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
  }

  function draw() {
    if (!now) return;
    const { orbit, target, fieldDeg } = now;
    const eye = eyeOf(orbit, target);
    const field = fitted(fieldDeg, canvas.width / canvas.height);
    renderer.draw({ eye, look: target, fieldDeg: field }, settled);
    canvas.dataset.orbit = [orbit.theta, orbit.phi, orbit.radius].map((value) => value.toFixed(3)).join(" ");
    drawn(times(lens(field, canvas.width / canvas.height, 0.1, 1000), lookAt(eye, target)));
  }

  /** @type {(to: (camera: Camera, from: Camera) => Partial<Camera>) => void} */
  function move(to) {
    if (!goal || !first) return;
    goal = { ...goal, ...to(goal, first) };
    wake();
  }

  const say = () => goal && told(words[side(goal.orbit)] ?? "");
  /** @type {(degrees: number, downDeg?: number) => void} */
  const turn = (degrees, downDeg = 0) => move(({ orbit }) => ({ orbit: turned(orbit, degrees, downDeg) }));
  /** @type {(factor: number) => void} */
  const zoom = (factor) => move(({ orbit }, from) => ({ orbit: zoomed(orbit, factor, from.orbit.radius) }));
  listen(canvas, { turn, zoom, told: say, shift: (right, up) => move((from) => ({ target: shifted(from, right, up) })) });
  new ResizeObserver(wake).observe(room);
  canvas.addEventListener("webglcontextlost", () => isClosed || failed(new Error("The graphics processor was taken away.")));

  return {
    canvas,
    turn,
    zoom,
    say,
    reset: () => move((_, from) => from),
    /** Load a model, ahead of its being shown. */
    fetched,
    /** Show a model at once. @type {(scene: Scene3D, alt: string) => void} */
    show(scene, alt) {
      goal ??= framing(scene, FIELD_DEG);
      first ??= goal;
      now ??= goal;
      renderer.show(scene);
      renderer.shine(posterSun(eyeOf(first.orbit, first.target), first.target));
      if (settled) renderer.settle(Infinity);
      canvas.ariaLabel = `${alt} ${words["interaction-prompt"] ?? ""}`.trim();
      resize(false);
      draw();
      wake();
    },
    /** @type {(toward: Vector) => void} */
    shine(to) {
      renderer.shine(to);
      wake();
    },
    /** Move what moves, or hold it at rest. @type {(isPlaying: boolean) => void} */
    play(isPlaying) {
      playing_ms = isPlaying ? 0 : -1;
      renderer.move(0);
      wake();
    },
    /** Draw at once, so that the canvas can be copied. */
    draw,
    /** A picture of what is shown, as wide as asked for, however sharp the screen shows it. @type {(width: number) => Promise<ImageBitmap>} */
    picture(width) {
      [canvas.width, canvas.height] = [width, Math.round((width * room.clientHeight) / room.clientWidth)];
      if (!isSettled) isSettled = renderer.settle(Infinity);
      settled = 1;
      draw();
      const found = createImageBitmap(canvas);
      wake();
      return found;
    },
    close() {
      isClosed = true;
      renderer.close();
    },
  };
}
