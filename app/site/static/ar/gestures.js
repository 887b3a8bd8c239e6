// Drag, pinch and keys: in degrees and factors, for fine adjustment and for turning without sensors.

/** @type {Record<string, number>} */
const KEY_DEG = { ArrowLeft: -0.5, ArrowRight: 0.5 };
/** @type {Record<string, number>} */
const KEY_PITCH_DEG = { ArrowUp: 0.5, ArrowDown: -0.5 };
/** @type {Record<string, number>} */
const KEY_ZOOM = { "+": 1.02, "-": 1 / 1.02 };

/**
 * @param {HTMLElement} element  where fingers and keys are listened to
 * @param {{ turn: Turn, step: Turn, zoom: (factor: number) => void }} aim  turn by a finger, step by a key; zoom above 1
 *   makes things larger
 * @param {() => number} degPerPx
 * @returns {() => void}  stop
 */
export function steer(element, aim, degPerPx) {
  /** @type {Map<number, { x: number, y: number }>} */
  const fingers = new Map();
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  /** @type {(event: PointerEvent) => void} */
  function down(event) {
    if (isWithin(event, "button, a, input, label, summary")) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }
  /** @type {(event: PointerEvent) => void} */
  function move(event) {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const before = fingers.size === 2 ? spread() : 0;
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 1) aim.turn(-dx * degPerPx(), dy * degPerPx());
    if (fingers.size === 2 && before > 0) aim.zoom(spread() / before);
  }
  /** @type {(event: PointerEvent) => void} */
  function up(event) {
    fingers.delete(event.pointerId);
  }
  /** @type {(event: KeyboardEvent) => void} */
  function key(event) {
    if (isWithin(event, "input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const fast = event.shiftKey ? 10 : 1;
    if (event.key in KEY_DEG) aim.step(KEY_DEG[event.key] * fast, 0);
    else if (event.key in KEY_PITCH_DEG) aim.step(0, KEY_PITCH_DEG[event.key] * fast);
    else if (event.key in KEY_ZOOM) aim.zoom(KEY_ZOOM[event.key]);
    else return;
    event.preventDefault();
  }
  const ending = new AbortController();
  const { signal } = ending;
  element.addEventListener("pointerdown", down, { signal });
  element.addEventListener("pointermove", move, { signal });
  for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) element.addEventListener(name, up, { signal });
  element.addEventListener("keydown", key, { signal });
  return () => ending.abort();
}

/** @type {(event: Event, selector: string) => boolean} */
function isWithin({ target }, selector) {
  return target instanceof Element && target.closest(selector) !== null;
}
