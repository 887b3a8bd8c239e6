// Survey: fills the form from the phone's receiver, from a point dragged on the map, and from a line along a façade.
//
//   <form data-module="survey" data-winds="Norden,…" data-facing="90" data-…="sentences">
//     <input name="place.lat"> … <input name="facing_deg"> …   <input type="checkbox" name="measured" data-part="place">
//     …the parts of map.js, and those of templates/signs/survey/show.html…
//   </form>
//
// The fields stay the truth; without JavaScript one types into them.

import { distanceM, moved, wrapDeg } from "/static/ar/geodesy.js";
import { partsOf } from "/static/ar/parts.js";

import { fieldsOf } from "./fields.js";
import { heading } from "./sign_check/compass.js";
import { apart, nearer, normals, uncertaintyDeg } from "./sign_check/facade.js";
import { average } from "./sign_check/gps_average.js";
import { draw } from "./map.js";
import { L, byKeys, handle, placeOf } from "./markers.js";
import { typedNumber } from "./typed_number.js";

const ARM_M = 6; // from the sign to each end of the line, at first
const CLOSE = 20; // zoom: the line's handles lie well apart from the sign
const DRAGGED_M = 1; // how well one meets a place on the map

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const field = fieldsOf(element);
  const words = /** @type {Values} */ (element.dataset);
  /** @type {(sentence: string, values: Record<string, string | number>) => string} */
  const say = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_all, name) => String(values[name]));
  const rounded = (/** @type {number} */ value) => String(Number(value.toFixed(1)));
  const mayEdit = !field("place.lat").matches(":disabled");
  part("drawing").hidden = false;
  const { map } = draw(element, { areNamed: false });
  /** @returns {LatLon} */
  const at = () => [typedNumber(field("place.lat").value), typedNumber(field("place.lon").value)];
  const facing = () => typedNumber(field("facing_deg").value) || 0;
  let place = at();
  let isLineMoved = false;
  let ends = line(place, facing());

  const own = handle(place, "map__own", mayEdit ? part("map").dataset.own ?? "" : "").addTo(map);
  const look = L.polyline([], { className: "map__arm", interactive: false }).addTo(map);
  const edge = L.polyline(ends, { className: "map__edge", interactive: false }).addTo(map);
  const knobs = ends.map((end, nth) => handle(end, "map__knob", mayEdit ? `${nth + 1}` : ""));
  if (mayEdit) knobs.forEach((knob) => knob.addTo(map));
  map.setView(place, CLOSE, { animate: false });

  /** @type {(middle: LatLon, deg: number) => [LatLon, LatLon]} */
  function line(middle, deg) {
    const along = ((deg + 90) * Math.PI) / 180;
    const [east, north] = [ARM_M * Math.sin(along), ARM_M * Math.cos(along)];
    return [moved(middle, -east, -north), moved(middle, east, north)];
  }

  function show() {
    if (at().every(Number.isFinite)) place = at();
    if (!isLineMoved) ends = line(place, facing());
    own.setLatLng(place);
    edge.setLatLngs(ends);
    knobs.forEach((knob, nth) => knob.setLatLng(ends[nth]));
    const angle = (facing() * Math.PI) / 180;
    look.setLatLngs([place, moved(place, ARM_M * Math.sin(angle), ARM_M * Math.cos(angle))]);
  }

  /** @type {(name: string, value: string, measured: string) => void} */
  function set(name, value, measured) {
    field(name).value = value;
    part(measured, HTMLInputElement).checked = true;
  }

  /** @type {(to: LatLon, uncertaintyM: number, source: string) => void} */
  function put([lat, lon], uncertaintyM, source) {
    set("place.lat", lat.toFixed(6), "place");
    set("place.lon", lon.toFixed(6), "place");
    set("place.uncertainty_m", rounded(uncertaintyM), "place");
    set("place.source", source, "place");
    show();
  }

  /** @type {(deg: number) => void} */
  function turn(deg) {
    set("facing_deg", rounded(wrapDeg(deg)), "facing");
    set("facing_uncertainty_deg", rounded(uncertaintyDeg(...ends)), "facing");
    const length = distanceM(...ends);
    part("line").textContent = say(words.line, { m: rounded(length), deg: rounded(uncertaintyDeg(...ends)) });
    show();
  }

  /** @type {(nth: number, end: LatLon) => void} */
  function drawn(nth, end) {
    isLineMoved = true;
    ends[nth] = end;
    const ways = normals(...ends);
    part("sides").replaceChildren(...ways.map(side));
    turn(nearer(ways, facing()));
  }

  /** @type {(deg: number) => HTMLElement} */
  function side(deg) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kern-btn kern-btn--secondary";
    const wind = words.winds.split(",")[Math.round(deg / 45) % 8];
    made.append(Object.assign(document.createElement("span"), { className: "kern-label", textContent: `${Math.round(deg)}° ${wind}` }));
    made.addEventListener("click", () => turn(deg));
    return made;
  }

  /** @type {Fix[]} */
  const fixes = [];
  /** @type {number | null} */
  let watched = null;
  function receive() {
    part("receive").setAttribute("aria-pressed", String(watched === null));
    if (watched !== null) {
      navigator.geolocation.clearWatch(watched);
      watched = null;
      return;
    }
    fixes.length = 0;
    watched = navigator.geolocation.watchPosition(({ coords, timestamp }) => {
      fixes.push({ lat: coords.latitude, lon: coords.longitude, accuracyM: coords.accuracy, atMs: timestamp });
      const { lat, lon, uncertaintyM, slots } = average(fixes);
      put([lat, lon], uncertaintyM, say(words.received, { slots }));
      part("received").textContent = say(words.counted, { slots, m: rounded(uncertaintyM) });
    }, () => { part("received").textContent = words.denied; }, { enableHighAccuracy: true, maximumAge: 0 });
  }

  async function compare() {
    const deg = await heading();
    part("heading").textContent = deg === null
      ? words.noCompass
      : say(words.heading, { deg: Math.round(deg), off: Math.round(apart(deg, facing())) });
  }

  own.on("drag", () => put(placeOf(own), DRAGGED_M, words.drawn));
  byKeys(own, ([east, north], times) => put(moved(place, (east * times) / 10, (north * times) / 10), DRAGGED_M, words.drawn));
  knobs.forEach((knob, nth) => {
    knob.on("drag", () => drawn(nth, placeOf(knob)));
    byKeys(knob, ([east, north], times) => drawn(nth, moved(ends[nth], (east * times) / 10, (north * times) / 10)));
  });
  part("receiver").hidden = !navigator.geolocation;
  part("needle").hidden = !("DeviceOrientationEvent" in window);
  part("receive").addEventListener("click", receive);
  part("compare").addEventListener("click", compare);
  element.addEventListener("input", show);
  show();
}
