// Gestures: what fingers, pen, mouse and wheel do on an element, as few plain events: press, drag, release, tap, pinch, wheel.

const STILL_PX = 4; // a press that moves less is a tap
const FINGER_PX = 9;

/**
 * @typedef {{ pixel: Spot, from: Spot, isTouch: boolean, shift: boolean, alt: boolean, ctrl: boolean, button: number }} Press
 * @typedef {object} Hands
 * @property {(press: Press) => void} press
 * @property {(press: Press) => void} drag   after it has moved far enough
 * @property {(press: Press) => void} release  after a drag
 * @property {(press: Press) => void} tap
 * @property {() => void} cancel
 * @property {(pixel: Spot, factor: number, by: Spot) => void} pinch
 * @property {(pixel: Spot, press: Press) => void} hover
 */

/**
 * @param {HTMLElement} element
 * @param {Hands} hands
 */
export function listen(element, hands) {
  /** @type {Map<number, Spot>} */
  const fingers = new Map();
  /** @type {{ from: Spot, button: number, isDragging: boolean } | null} */
  let pressed = null;

  /** @type {(event: MouseEvent) => Spot} */
  function pixelOf({ clientX, clientY }) {
    const { left, top } = element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** @type {(event: PointerEvent) => Press} */
  function pressOf(event) {
    const pixel = pixelOf(event);
    const { shiftKey: shift, altKey: alt } = event;
    return { pixel, from: pressed?.from ?? pixel, isTouch: event.pointerType === "touch", shift, alt, ctrl: event.ctrlKey || event.metaKey, button: pressed?.button ?? 0 };
  }

  element.addEventListener("pointerdown", (event) => {
    if (event.button === 2) return;
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, pixelOf(event));
    if (fingers.size === 2 && pressed) {
      pressed = null;
      hands.cancel();
    } else if (fingers.size === 1) {
      pressed = { from: pixelOf(event), button: event.button, isDragging: false };
      hands.press(pressOf(event));
    }
  });
  element.addEventListener("pointermove", (event) => {
    if (!fingers.has(event.pointerId)) return hands.hover(pixelOf(event), pressOf(event));
    const before = [...fingers.values()];
    fingers.set(event.pointerId, pixelOf(event));
    if (fingers.size === 2) return pinch(before, [...fingers.values()]);
    if (!pressed) return;
    const press = pressOf(event);
    const far = Math.hypot(press.pixel[0] - press.from[0], press.pixel[1] - press.from[1]);
    pressed.isDragging ||= far > (press.isTouch ? FINGER_PX : STILL_PX);
    if (pressed.isDragging) hands.drag(press);
  });
  element.addEventListener("pointerup", (event) => {
    fingers.delete(event.pointerId);
    if (!pressed) return;
    const press = pressOf(event);
    const { isDragging } = pressed;
    pressed = null;
    if (isDragging) hands.release(press);
    else hands.tap(press);
  });
  element.addEventListener("pointercancel", (event) => {
    fingers.delete(event.pointerId);
    if (pressed) hands.cancel();
    pressed = null;
  });
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
    if (event.shiftKey) hands.pinch(pixelOf(event), 1, [-(event.deltaX || event.deltaY) * lines, 0]);
    else hands.pinch(pixelOf(event), Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 120 : 500)), [0, 0]);
  }, { passive: false });

  /** @type {(before: Spot[], after: Spot[]) => void} */
  function pinch(before, after) {
    const [was, is] = [before, after].map(([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]));
    const [from, to] = [before, after].map(([a, b]) => /** @type {Spot} */ ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]));
    hands.pinch(to, was ? is / was : 1, [to[0] - from[0], to[1] - from[1]]);
  }
}
