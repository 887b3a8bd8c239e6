// Crop: a frame and a point over a picture, to be dragged or moved by arrow keys; the numbers below follow, and lead.
//
//   <div data-module="crop">
//     <div data-part="stage"><img data-part="picture"></div> <p data-part="hint" hidden>…</p>
//     <div data-part="shown" hidden>…<canvas data-part="large">… <canvas data-part="small">…</div>
//     …six fields named left, top, right, bottom, focus_x, focus_y: percent…
//   </div>
//
// What pages will show is drawn at once.  Without JavaScript one types the numbers, and sees it once it is cut.

import { partsOf } from "/static/ar/parts.js";
import { large, small } from "./crop_shapes.js";

const CORNERS = [["left", "top"], ["right", "top"], ["left", "bottom"], ["right", "bottom"]];
/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const LEAST = 5; // percent that a crop keeps

/**
 * Put one edge or the focal point where it may be.
 *
 * @param {Record<string, number>} cut  left, top, right, bottom, focus_x, focus_y: percent
 * @param {string} name
 * @param {number} value
 * @returns {Record<string, number>}
 */
export function moved(cut, name, value) {
  /** @type {Record<string, number>} */
  const lows = { right: cut.left + LEAST, bottom: cut.top + LEAST };
  /** @type {Record<string, number>} */
  const highs = { left: cut.right - LEAST, top: cut.bottom - LEAST };
  const [low, high] = [lows[name] ?? 0, highs[name] ?? 100];
  return { ...cut, [name]: Math.round(Math.min(Math.max(value, low), high) * 10) / 10 };
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const names = ["left", "top", "right", "bottom", "focus_x", "focus_y"];
  /** @type {(name: string) => HTMLInputElement} */
  const field = (name) => /** @type {HTMLInputElement} */ (element.querySelector(`[name="${name}"]`));
  if (!element.querySelector('[name="left"]')) return;
  const stage = part("stage");
  part("hint").hidden = false;

  const mask = stage.appendChild(document.createElement("div"));
  mask.className = "crop__mask";
  const frame = mask.appendChild(document.createElement("div"));
  frame.className = "crop__frame";
  const written = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const handles = [...CORNERS, ["focus_x", "focus_y"]].map((axes) => {
    const handle = stage.appendChild(document.createElement("button"));
    handle.type = "button";
    handle.className = `crop__handle${axes[0] === "focus_x" ? " crop__handle--focus" : ""}`;
    handle.setAttribute("aria-label", axes.map((name) => field(name).labels?.[0].textContent).join(", "));
    bind(handle, axes);
    return { handle, axes };
  });

  const read = () => Object.fromEntries(names.map((name) => [name, Number(field(name).value.replace(",", "."))]));

  /** @type {(cut: Record<string, number>) => void} */
  function write(cut) {
    for (const name of names) field(name).value = written.format(cut[name]);
    show();
  }

  function show() {
    const cut = read();
    if (Object.values(cut).some(Number.isNaN)) return;
    frame.style.setProperty("inset", `${cut.top}% ${100 - cut.right}% ${100 - cut.bottom}% ${cut.left}%`);
    for (const { handle, axes } of handles) {
      handle.style.setProperty("left", `${cut[axes[0]]}%`);
      handle.style.setProperty("top", `${cut[axes[1]]}%`);
    }
    paint(cut);
  }

  /** Draw what pages will show. @type {(cut: Record<string, number>) => void} */
  function paint(cut) {
    const picture = part("picture", HTMLImageElement);
    if (!picture.naturalWidth) return;
    const source = { width: picture.naturalWidth, height: picture.naturalHeight };
    for (const [name, shape] of /** @type {const} */ ([["large", large], ["small", small]])) {
      const canvas = part(name, HTMLCanvasElement);
      const { x, y, width, height } = shape(cut, source);
      canvas.height = Math.max(1, Math.round((canvas.width * height) / Math.max(width, 1)));
      canvas.getContext("2d")?.drawImage(picture, x, y, width, height, 0, 0, canvas.width, canvas.height);
    }
    part("shown").hidden = false;
  }

  /** @type {(handle: HTMLElement, axes: string[]) => void} */
  function bind(handle, [across, down]) {
    handle.addEventListener("pointerdown", (event) => handle.setPointerCapture(event.pointerId));
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const box = stage.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * 100;
      write(moved(moved(read(), across, x), down, ((event.clientY - box.top) / box.height) * 100));
    });
    handle.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault();
      const by = event.shiftKey ? 10 : 1;
      const cut = read();
      write(moved(moved(cut, across, cut[across] + step[0] * by), down, cut[down] + step[1] * by));
    });
  }

  element.addEventListener("input", show);
  part("picture").addEventListener("load", show);
  show();
}
