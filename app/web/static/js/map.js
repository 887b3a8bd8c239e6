// Map: draws the line, stops, signs and plannings around a station with Leaflet.  Used by place.js, station-map.js and survey.js.
//
//   <div class="map" data-part="map" data-…="words"></div>
//   <script type="application/json" data-part="scene">{…}</script>
//
// Tiles are a background only: without them everything stands on plain ground, to scale.

import "../vendor/leaflet-1.9.4/leaflet.js";

import { moved } from "/static/ar/geodesy.js";

import { standing } from "./outline.js";

const L = window.L;
const MOST_ZOOM = 21;
const TILES_ZOOM = 18; // finer tiles do not exist; they are enlarged
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const FAST = 10; // with Shift
const LOOK_M = 14; // length of the wedge that shows where a sign faces
const LOOK_DEG = [-30, -20, -10, 0, 10, 20, 30]; // the wedge's edge, off where the sign faces

/**
 * Draw `scene` into the map part of `element`.
 *
 * @param {HTMLElement} element  holds the parts map and scene
 * @param {{ areNamed: boolean }} how  whether plannings show their names always, else under the pointer
 * @returns {{ map: object, scene: object, words: DOMStringMap }}
 */
export function draw(element, { areNamed }) {
  const [part, given] = ["map", "scene"].map((name) => element.querySelector(`[data-part="${name}"]`));
  const scene = JSON.parse(given.textContent);
  const map = L.map(part, { zoomControl: false, maxZoom: MOST_ZOOM, attributionControl: false, zoomSnap: 0.5 });
  L.control.zoom({ zoomInTitle: part.dataset.zoomIn, zoomOutTitle: part.dataset.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (scene.tiles.url) addTiles(map, part, scene.tiles);
  for (const track of scene.tracks) L.polyline(track, { className: "map__track", interactive: false }).addTo(map);
  for (const stop of scene.stops) addStop(map, stop, "map__stop");
  if (scene.stop) addStop(map, scene.stop, "map__stop map__stop--own");
  for (const sign of scene.signs) addSign(map, sign);
  for (const planning of scene.plannings) addPlanning(map, planning, areNamed);
  return { map, scene, words: part.dataset };
}

/** Show all of the points, each [lat, lon], and some ground around them. */
export function frame(map, points) {
  map.fitBounds(L.latLngBounds(points).pad(0.25), { maxZoom: 19, animate: false });
}

/** Return a marker made of an element with that class; by keyboard it can be reached if it has a title. */
export function handle(at, className, title = "") {
  const icon = L.divIcon({ className, iconSize: null });
  return L.marker(at, { icon, draggable: Boolean(title), keyboard: Boolean(title), title, alt: title, autoPan: Boolean(title) });
}

/** Return a marker that leads to a page, by pointer or by keyboard. */
function link(at, className, { href, name }) {
  const marker = L.marker(at, { icon: L.divIcon({ className, iconSize: null }), alt: name });
  marker.on("add", () => {
    marker.getElement().setAttribute("role", "link");
    marker.getElement().setAttribute("aria-label", name);
  });
  marker.on("click keypress", ({ originalEvent: { key } }) => {
    if (!key || key === "Enter") location.assign(href);
  });
  return marker;
}

/** Return the outline of something that stands at a point, turned. */
export function outline(at, footprint, deg, className) {
  return L.polygon(standing(at, footprint, deg), { className, interactive: false });
}

/** Let the arrow keys move a marker that has the focus, ten times as far with Shift. */
export function byKeys(marker, move) {
  marker.getElement()?.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    move(way, event.shiftKey ? FAST : 1);
  });
}

function addTiles(map, part, tiles) {
  const layer = L.tileLayer(tiles.url, { maxNativeZoom: TILES_ZOOM, maxZoom: MOST_ZOOM, attribution: tiles.credit });
  L.control.attribution({ prefix: false }).addTo(map);
  layer.once("tileerror", () => {
    const note = L.control({ position: "bottomright" });
    note.onAdd = () => Object.assign(L.DomUtil.create("p", "map__note"), { textContent: part.dataset.failed });
    note.addTo(map);
  });
  layer.addTo(map);
}

function addStop(map, stop, className) {
  const mark = L.circleMarker(stop.at, { radius: 6, className, interactive: false }).addTo(map);
  if (stop.name) mark.bindTooltip(stop.name, { permanent: true, direction: "right", offset: [8, 0], className: "map__name" });
}

function addSign(map, sign) {
  const at = [sign.lat, sign.lon];
  const edge = (turn) => {
    const angle = ((sign.facing_deg + turn) * Math.PI) / 180;
    return moved(at, LOOK_M * Math.sin(angle), LOOK_M * Math.cos(angle));
  };
  L.polygon([at, ...LOOK_DEG.map(edge)], { className: "map__look", interactive: false }).addTo(map);
  const mark = (sign.href ? link(at, "map__sign", sign) : handle(at, "map__sign")).addTo(map);
  mark.bindTooltip(sign.code, { permanent: !sign.href, direction: "left", offset: [-8, 0], className: "map__name map__name--code" });
}

function addPlanning(map, planning, areNamed) {
  const at = [planning.lat, planning.lon];
  outline(at, planning.footprint, planning.rotation_deg, "map__footprint").addTo(map);
  handle(at, "map__planning").addTo(map).bindTooltip(planning.title, {
    permanent: areNamed, direction: "bottom", offset: [0, 8], className: "map__name",
  });
}
