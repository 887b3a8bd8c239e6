// Drag, pinch and keys: in degrees and factors, for fine adjustment and for turning without sensors.

const KEY_DEG = { ArrowLeft: -0.5, ArrowRight: 0.5 };
const KEY_PITCH_DEG = { ArrowUp: 0.5, ArrowDown: -0.5 };
const KEY_ZOOM = { "+": 1.02, "-": 1 / 1.02 };

/**
 * @param {HTMLElement} element  where fingers and keys are listened to
 * @param {{ degPerPx: () => number, turn: Function, step: Function, zoom: Function }} view
 *   turn(rightDeg, upDeg) by a finger, step(rightDeg, upDeg) by a key, zoom(factor), above 1 makes things larger
 * @returns {() => void}  stop
 */
export function steer(element, view) {
  const fingers = new Map();
  const spread = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  function down(event) {
    if (event.target.closest("button, a, input, label, summary")) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }
  function move(event) {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const before = fingers.size === 2 ? spread() : 0;
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y];
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 1) view.turn(-dx * view.degPerPx(), dy * view.degPerPx());
    if (fingers.size === 2 && before > 0) view.zoom(spread() / before);
  }
  function up(event) {
    fingers.delete(event.pointerId);
  }
  function key(event) {
    if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const fast = event.shiftKey ? 10 : 1;
    if (event.key in KEY_DEG) view.step(KEY_DEG[event.key] * fast, 0);
    else if (event.key in KEY_PITCH_DEG) view.step(0, KEY_PITCH_DEG[event.key] * fast);
    else if (event.key in KEY_ZOOM) view.zoom(KEY_ZOOM[event.key]);
    else return;
    event.preventDefault();
  }
  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, keydown: key };
  Object.entries(heard).forEach(([name, listener]) => element.addEventListener(name, listener));
  return () => Object.entries(heard).forEach(([name, listener]) => element.removeEventListener(name, listener));
}
