// Base of a plan, a map or an orthophoto: Leaflet without a hand of its own, moved and turned as the plan is.

import { moved } from "/static/ar/geodesy.js";

import { L } from "../markers.js";
import { turned } from "./geometry.js";

const EQUATOR_M = 40_075_016.686;
const TILE_PX = 256;
const PICTURE_PX = 512; // of a WMS: fewer and larger pictures
const FINEST_ZOOM = { map: 18, photo: 20 }; // nothing finer exists; it is enlarged
const MOST_ZOOM = 25;

/** @typedef {"map" | "photo"} Base */

/**
 * @param {Part} part
 * @param {SceneAround} around
 * @returns {{ show: (base: string) => void, follow: (view: import("./view.js").View) => void }}
 */
export function makeMap(part, { tiles, photo, site }) {
  const element = part("plan-map");
  const sources = { map: { ...tiles, layers: "" }, photo };
  /** @type {LeafletMap | null} */
  let map = null;
  /** @type {Map<Base, import("leaflet").TileLayer>} */
  const layers = new Map();
  /** @type {Base | null} */
  let shown = null;
  for (const each of [element, part("plan-north")]) each.style.rotate = `${-(site?.rotation_deg ?? 0)}deg`;

  /** @type {(base: Base) => import("leaflet").TileLayer} */
  function layerOf(base) {
    const known = layers.get(base);
    if (known) return known;
    const { url, layers: wanted } = sources[base];
    const how = { maxNativeZoom: FINEST_ZOOM[base], maxZoom: MOST_ZOOM };
    const found = wanted ? L.tileLayer.wms(url, { ...how, layers: wanted, format: "image/jpeg", tileSize: PICTURE_PX }) : L.tileLayer(url, how);
    found.on("tileerror", () => { part("plan-failed").hidden = shown !== base; });
    layers.set(base, found);
    return found;
  }

  function made() {
    const still = { zoomControl: false, dragging: false, scrollWheelZoom: false, doubleClickZoom: false, boxZoom: false, keyboard: false };
    return L.map(element, { ...still, touchZoom: false, zoomSnap: 0, fadeAnimation: false, zoomAnimation: false, attributionControl: false, maxZoom: MOST_ZOOM });
  }

  /** A map that is turned has to reach into the corners. @type {(view: import("./view.js").View) => void} */
  function cover({ width, height }) {
    const across = Math.ceil(Math.hypot(width, height));
    Object.assign(element.style, { width: `${across}px`, height: `${across}px`, left: `${(width - across) / 2}px`, top: `${(height - across) / 2}px` });
  }

  return {
    show: (wanted) => {
      const base = site && (wanted === "map" || wanted === "photo") && sources[wanted].url ? wanted : null;
      if (base === shown && base) return;
      if (shown) layers.get(shown)?.remove();
      if (base && map) layerOf(base).addTo(map);
      shown = base;
      element.hidden = !base;
      element.dataset.base = base ?? "";
      for (const each of /** @type {const} */ (["map", "photo"])) part(`credit-${each}`).hidden = each !== base;
      part("plan-failed").hidden = true;
    },
    follow: (view) => {
      if (!shown || !site || !view.width) return;
      if (site.rotation_deg) cover(view);
      const isNew = !map;
      map ??= made();
      map.invalidateSize({ animate: false });
      const [x, z] = turned([view.x, view.z], site.rotation_deg);
      const zoom = Math.log2((EQUATOR_M * Math.cos((site.lat * Math.PI) / 180) * view.scale) / TILE_PX);
      map.setView(moved([site.lat, site.lon], x, -z), zoom, { animate: false });
      if (isNew) layerOf(shown).addTo(map);
    },
  };
}
