// Gestures: fingers, mouse, wheel and keys on the 3D view.  Up and down with one finger stays the page's own.

const DEG_PER_ROOM = 180; // a drag across the whole room
const [KEY_DEG, KEY_FACTOR, WHEEL_FACTOR] = [10, 1.15, 1.0015];

/**
 * @param {HTMLElement} canvas
 * @param {{ turn: (degrees: number, downDeg: number) => void, zoom: (factor: number) => void, shift: (right: number, up: number) => void, told: () => void }} moves
 *   turn: degrees; shift: shares of the room's height; told: somebody moved it by keys
 */
export function listen(canvas, moves) {
  /** @type {Map<number, { x: number, y: number }>} */
  const down = new Map();

  canvas.addEventListener("pointerdown", (event) => {
    down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    canvas.setPointerCapture(event.pointerId);
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
    canvas.addEventListener(end, ({ pointerId }) => down.delete(pointerId));
  }
  canvas.addEventListener("pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const [right, up] = [(now.x - before.x) / canvas.clientHeight, (before.y - now.y) / canvas.clientHeight];
    if (down.size > 1) {
      const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
      moves.zoom(apart(before, other) / Math.max(apart(now, other), 1));
      moves.shift(-right / down.size, -up / down.size);
    } else if (event.buttons > 1 || event.shiftKey) moves.shift(-right, -up);
    else moves.turn(-right * DEG_PER_ROOM, up * DEG_PER_ROOM);
    down.set(event.pointerId, now);
  });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault()); // its button moves the target
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    moves.zoom(WHEEL_FACTOR ** event.deltaY);
  });
  canvas.addEventListener("keydown", (event) => {
    if (!press(event.key, moves)) return;
    event.preventDefault();
    moves.told();
  });
}

/** @type {(key: string, moves: Parameters<typeof listen>[1]) => boolean} */
function press(key, { turn, zoom }) {
  if (key === "ArrowLeft") turn(-KEY_DEG, 0);
  else if (key === "ArrowRight") turn(KEY_DEG, 0);
  else if (key === "ArrowUp") turn(0, -KEY_DEG);
  else if (key === "ArrowDown") turn(0, KEY_DEG);
  else if (key === "+" || key === "PageUp") zoom(1 / KEY_FACTOR);
  else if (key === "-" || key === "PageDown") zoom(KEY_FACTOR);
  else return false;
  return true;
}

/** @type {(a: { x: number, y: number }, b: { x: number, y: number }) => number} */
function apart(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
