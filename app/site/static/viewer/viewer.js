// Viewer: models in a canvas that can be turned, one at a time, all with the same camera, the sun and a ground.
//
// It draws only when something changes.  Where drawing is slow, what moves is drawn smaller and without the sky's shade.

import { listen } from "./gestures.js";
import { posterSun } from "./light.js";
import { lens, lookAt, times } from "./matrix.js";
import { makeShelf } from "./model.js";
import { around, eyeOf, fitted, framing, isSame, shifted, side, toward, turned, zoomed } from "./orbit.js";
import { makeRenderer } from "./renderer.js";
import { makeSharpness } from "./sharpness.js";

const SLOW_MS = 60;
const [EASED_MS, SETTLED_MS] = [90, 400];
const SKIES_AT_ONCE = 4;
const SIZES_PX = { sun: 2048, sky: 512 };
const SMALLER_SIZES_PX = { sun: 1024, sky: 256 };

/**
 * @param {HTMLElement} room
 * @param {HTMLCanvasElement} canvas  to draw into; it is put into the room
 * @param {{
 *   camera: Camera | null, words: Record<string, string>,
 *   drawn: (view: Matrix16) => void, told: (words: string) => void, failed: (why: unknown) => void, aimed?: (camera: Camera) => void,
 * }} given  the camera that it begins with, else one that sees all; words for where one looks from; what hears of it
 */
export function makeViewer(room, canvas, { camera, words, drawn, told, failed, aimed }) {
  room.append(Object.assign(canvas, { className: "viewer__canvas" }));
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const renderer = makeRenderer(canvas, matchMedia("(pointer: coarse)").matches ? SMALLER_SIZES_PX : SIZES_PX);
  const sharpness = makeSharpness(canvas, room);
  const fetched = makeShelf(renderer.take);
  let [first, goal] = [camera, camera];
  /** @type {Camera | null} */
  let now = null; // until something is shown
  let [settled, last_ms, playing_ms] = [0, 0, -1];
  let [isAwake, isSettled, isClosed, hasOwnSun, isFirst] = [false, false, false, false, true];

  function wake() {
    if (isAwake) return;
    [isAwake, last_ms] = [true, 0];
    requestAnimationFrame(frame);
  }

  /** @type {(at_ms: number) => void} */
  function frame(at_ms) {
    if (!now || !goal || isClosed) return void (isAwake = false);
    const since_ms = last_ms ? at_ms - last_ms : 16;
    last_ms = at_ms;
    isFirst = false;
    if (since_ms > SLOW_MS && !isSame(now, goal)) sharpness.lower();
    now = isCalm ? goal : toward(now, goal, 1 - Math.exp(-since_ms / EASED_MS));
    const isMoving = !isSame(now, goal);
    if (isSettled && settled < 1) settled = isCalm || since_ms > SLOW_MS ? 1 : Math.min(1, settled + since_ms / SETTLED_MS);
    if (playing_ms >= 0) renderer.move((playing_ms += since_ms) / 1000);
    sharpness.fit(isMoving);
    draw();
    const waits = !isSettled;
    if (waits) isSettled = renderer.settle(SKIES_AT_ONCE); // a first picture comes before it
    if (isMoving || waits || settled < 1 || sharpness.isLowered() || playing_ms >= 0) requestAnimationFrame(frame);
    else isAwake = false;
  }

  function draw() {
    if (!now) return;
    const { orbit, target, fieldDeg } = now;
    const eye = eyeOf(orbit, target);
    const field = fitted(fieldDeg, canvas.width / canvas.height);
    renderer.draw({ eye, look: target, fieldDeg: field }, sharpness.isLowered() ? 0 : settled, isFirst);
    canvas.dataset.orbit = [orbit.theta, orbit.phi, orbit.radius].map((value) => value.toFixed(3)).join(" ");
    drawn(times(lens(field, canvas.width / canvas.height, 0.1, 1000), lookAt(eye, target)));
  }

  /** @type {(to: (camera: Camera, from: Camera) => Partial<Camera>) => void} */
  function move(to) {
    if (!goal || !first) return;
    goal = { ...goal, ...to(goal, first) };
    aimed?.(goal);
    wake();
  }

  const say = () => goal && told(words[side(goal.orbit)] ?? "");
  /** @type {(degrees: number, downDeg?: number) => void} */
  const turn = (degrees, downDeg = 0) => move(({ orbit }) => ({ orbit: turned(orbit, degrees, downDeg) }));
  /** @type {(factor: number) => void} */
  const zoom = (factor) => move(({ orbit }, from) => ({ orbit: zoomed(orbit, factor, from.orbit.radius) }));
  listen(canvas, { turn, zoom, told: say, shift: (right, up) => move((from) => ({ target: shifted(from, right, up) })) });
  new ResizeObserver(() => now && wake()).observe(room);
  canvas.addEventListener("webglcontextlost", () => isClosed || failed(new Error("The graphics processor was taken away.")));

  return {
    canvas,
    turn,
    zoom,
    say,
    reset: () => move((_, from) => from),
    /** Look as another viewer does. @type {(to: Camera) => void} */
    aim: (to) => { goal = to; wake(); },
    /** Load a model, ahead of its being shown. */
    fetched,
    /** Show a model at once. @type {(scene: Scene3D, alt: string) => void} */
    show(scene, alt) {
      goal ??= framing(scene);
      first ??= goal;
      now ??= goal;
      renderer.show(scene);
      if (!hasOwnSun) renderer.shine(posterSun(eyeOf(first.orbit, first.target), first.target));
      if (settled) renderer.settle(Infinity);
      Object.assign(canvas, { role: "img", tabIndex: 0 }); // no picture before there is something to see
      canvas.ariaLabel = `${alt} ${words["interaction-prompt"] ?? ""}`.trim();
      sharpness.fit(false);
      draw();
      requestAnimationFrame(() => requestAnimationFrame(wake)); // once this is on the screen
    },
    /** Let the sun stand in a direction; without one, where it stood for the poster. @type {(to: Vector | null) => void} */
    shine(to) {
      if (first) renderer.shine(to ?? posterSun(eyeOf(first.orbit, first.target), first.target));
      hasOwnSun = to !== null;
      wake();
    },
    /** How much of the open ground lies in shade in each of some models, over the same area. @type {(hrefs: string[]) => Promise<number[]>} */
    async shares(hrefs) {
      const all = await Promise.all(hrefs.map((href) => fetched(href, () => {})));
      const area = around(all.map(({ planned }) => planned));
      const found = all.map((each) => renderer.shaded(each, area));
      wake();
      return found;
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
    close: () => { isClosed = true; renderer.close(); },
  };
}
