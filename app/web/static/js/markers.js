// Markers: what stands on a map, to look at, to press, to drag, or to move by the arrow keys.

import "../vendor/leaflet-1.9.4/leaflet.js";

export const L = window.L;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const FAST = 10; // with Shift

/** A mark whose size its class tells. @type {(className: string) => import("leaflet").DivIcon} */
function markOf(className) {
  return L.divIcon({ className, iconSize: /** @type {[number, number]} */ (/** @type {unknown} */ (null)) });
}

/** Where a marker stands. @type {(marker: LeafletMarker) => LatLon} */
export function placeOf(marker) {
  return [marker.getLatLng().lat, marker.getLatLng().lng];
}

/**
 * Return a marker made of an element with that class; by keyboard it can be reached if it has a title.
 *
 * @type {(at: LatLon, className: string, title?: string) => LeafletMarker}
 */
export function handle(at, className, title = "") {
  const icon = markOf(className);
  return L.marker(at, { icon, draggable: Boolean(title), keyboard: Boolean(title), title, alt: title, autoPan: Boolean(title) });
}

/**
 * Return a marker that leads to a page, by pointer or by keyboard.
 *
 * @type {(at: LatLon, className: string, href: string, name: string) => LeafletMarker}
 */
export function link(at, className, href, name) {
  const marker = L.marker(at, { icon: markOf(className), alt: name });
  marker.on("add", () => {
    marker.getElement()?.setAttribute("role", "link");
    marker.getElement()?.setAttribute("aria-label", name);
  });
  marker.on("click", () => location.assign(href));
  marker.on("keypress", ({ originalEvent }) => {
    if (originalEvent.key === "Enter") location.assign(href);
  });
  return marker;
}

/**
 * Let the arrow keys move a marker that has the focus, ten times as far with Shift.
 *
 * @type {(marker: LeafletMarker, move: (way: [number, number], times: number) => void) => void}
 */
export function byKeys(marker, move) {
  marker.getElement()?.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    move(way, event.shiftKey ? FAST : 1);
  });
}
