// Edges of a street section's strips: dragged, one strip becomes wider and its neighbour narrower; the outer edge on the right
// changes the sum.  It is one step, written when the edge is let go.
//
// By keyboard and by number the widths in the list do the same.

const STEP_M = 0.05;
const [LEAST_M, MOST_M] = [0.05, 150];

/** @typedef {import("./section_strips.js").Strip} Strip */

/**
 * @param {SVGSVGElement} drawing
 * @param {{ strips: () => readonly Strip[], preview: (strips: readonly Strip[]) => void, write: (strips: readonly Strip[]) => void, choose: (i: number) => void }} section
 */
export function dragEdges(drawing, { strips, preview, write, choose }) {
  /** @type {{ at: number, x: number, scale: number, before: readonly Strip[], now: readonly Strip[] } | null} */
  let held = null;

  drawing.addEventListener("pointerdown", (event) => {
    const edge = /** @type {Element} */ (event.target).closest("[data-edge-of]");
    if (!edge || !event.isPrimary || event.button) return;
    const at = Number(edge.getAttribute("data-edge-of"));
    choose(at);
    held = { at, x: event.clientX, scale: Number(edge.getAttribute("data-scale")), before: strips(), now: strips() };
    drawing.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  drawing.addEventListener("pointermove", ({ clientX }) => {
    if (!held) return;
    held.now = dragged(held.before, held.at, (clientX - held.x) / held.scale);
    preview(held.now);
  });
  drawing.addEventListener("pointerup", () => {
    if (held && held.now.some(({ width }, i) => width !== held?.before[i].width)) write(held.now);
    held = null;
  });
  drawing.addEventListener("pointercancel", () => {
    if (held) preview(held.before);
    held = null;
  });
}

/** The strips once the right edge of one was dragged so many metres, in whole steps. @type {(strips: readonly Strip[], at: number, metres: number) => Strip[]} */
export function dragged(strips, at, metres) {
  const [strip, next] = [strips[at], strips[at + 1]];
  const most = next ? next.width - LEAST_M : MOST_M - strip.width;
  const by = Math.max(LEAST_M - strip.width, Math.min(most, Math.round(metres / STEP_M) * STEP_M));
  return strips.map((each, i) => (i === at ? wider(each, by) : i === at + 1 ? wider(each, -by) : each));
}

/** @type {(strip: Strip, by: number) => Strip} */
function wider(strip, by) {
  return { ...strip, width: Number((strip.width + by).toFixed(3)) };
}
