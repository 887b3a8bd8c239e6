// Map: draws the line, stops, signs and plannings around a station with Leaflet.  Used by all modules that show one.
//
//   <div class="map" data-part="map" data-…="words"></div>
//   <script type="application/json" data-part="scene">{…}</script>
//
// Tiles are a background only: without them everything stands on plain ground, to scale.

import { moved } from "/static/ar/geodesy.js";
import { partsOf } from "/static/ar/parts.js";

import { L, handle, link } from "./markers.js";
import { standing } from "./outline.js";

const MOST_ZOOM = 21;
const TILES_ZOOM = 18; // finer tiles do not exist; they are enlarged
const LOOK_M = 14; // length of the wedge that shows where a sign faces
const LOOK_DEG = [-30, -20, -10, 0, 10, 20, 30]; // the wedge's edge, off where the sign faces

/**
 * Draw `scene` into the map part of `element`.
 *
 * @param {HTMLElement} element  holds the parts map and scene
 * @param {{ areNamed: boolean }} how  whether plannings show their names always, else under the pointer
 * @returns {{ map: LeafletMap, scene: MapScene, words: Values }}
 */
export function draw(element, { areNamed }) {
  const part = partsOf(element)("map");
  const words = /** @type {Values} */ (part.dataset);
  /** @type {MapScene} */
  const scene = JSON.parse(partsOf(element)("scene").textContent ?? "");
  const map = L.map(part, { zoomControl: false, maxZoom: MOST_ZOOM, attributionControl: false, zoomSnap: 0.5 });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  if (scene.tiles.url) addTiles(map, words.failed, scene.tiles);
  for (const track of scene.tracks) L.polyline(track, { className: "map__track", interactive: false }).addTo(map);
  for (const stop of scene.stops) addStop(map, stop, "map__stop");
  if (scene.stop) addStop(map, scene.stop, "map__stop map__stop--own");
  for (const sign of scene.signs) addSign(map, sign);
  for (const planning of scene.plannings) addPlanning(map, planning, areNamed);
  return { map, scene, words };
}

/** Where a thing of a scene lies. @type {(thing: { lat: number, lon: number }) => LatLon} */
export function pointOf({ lat, lon }) {
  return [lat, lon];
}

/**
 * Show all of the points, each [lat, lon], and some ground around them.
 *
 * @type {(map: LeafletMap, points: LatLon[]) => void}
 */
export function frame(map, points) {
  map.fitBounds(L.latLngBounds(points).pad(0.25), { maxZoom: 19, animate: false });
}

/**
 * Return the outline of something that stands at a point, turned.
 *
 * @type {(at: LatLon, footprint: Corners, deg: number, className: string) => LeafletPolygon}
 */
export function outline(at, footprint, deg, className) {
  return L.polygon(standing(at, footprint, deg), { className, interactive: false });
}

/** @type {(map: LeafletMap, failed: string, tiles: MapScene["tiles"]) => void} */
function addTiles(map, failed, tiles) {
  const layer = L.tileLayer(tiles.url, { maxNativeZoom: TILES_ZOOM, maxZoom: MOST_ZOOM, attribution: tiles.credit });
  L.control.attribution({ prefix: false }).addTo(map);
  layer.once("tileerror", () => {
    const note = new L.Control({ position: "bottomright" });
    note.onAdd = () => Object.assign(L.DomUtil.create("p", "map__note"), { textContent: failed });
    note.addTo(map);
  });
  layer.addTo(map);
}

/** @type {(map: LeafletMap, stop: MapStop, className: string) => void} */
function addStop(map, stop, className) {
  const mark = L.circleMarker(stop.at, { radius: 6, className, interactive: false }).addTo(map);
  if (stop.name) mark.bindTooltip(stop.name, { permanent: true, direction: "right", offset: [8, 0], className: "map__name" });
}

/** @type {(map: LeafletMap, sign: MapSign) => void} */
function addSign(map, sign) {
  const at = pointOf(sign);
  /** @type {(turn: number) => LatLon} */
  const edge = (turn) => {
    const angle = ((sign.facing_deg + turn) * Math.PI) / 180;
    return moved(at, LOOK_M * Math.sin(angle), LOOK_M * Math.cos(angle));
  };
  L.polygon([at, ...LOOK_DEG.map(edge)], { className: "map__look", interactive: false }).addTo(map);
  const mark = (sign.href ? link(at, "map__sign", sign.href, sign.name ?? sign.code) : handle(at, "map__sign")).addTo(map);
  mark.bindTooltip(sign.code, { permanent: !sign.href, direction: "left", offset: [-8, 0], className: "map__name map__name--code" });
}

/** @type {(map: LeafletMap, planning: MapPlanning, areNamed: boolean) => void} */
function addPlanning(map, planning, areNamed) {
  const at = pointOf(planning);
  outline(at, planning.footprint, planning.rotation_deg, "map__footprint").addTo(map);
  handle(at, "map__planning").addTo(map).bindTooltip(planning.title, {
    permanent: areNamed, direction: "bottom", offset: [0, 8], className: "map__name",
  });
}
