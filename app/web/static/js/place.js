// Place: lets one drag a planning on the map and turn it by its handle; the fields of the form stay the truth.
//
//   <form>
//     <input name="place.lat"> <input name="place.lon"> <input name="rotation_deg">   (disabled: only to look at)
//     <div data-module="place" data-winds="Norden,Nordosten,…">
//       …the parts of map.js…
//       <output data-part="sight" data-lat="…" data-lon="…">41 m · 312° Nordwesten</output>
//     </div>
//   </form>
//
// Or the form itself carries data-module.  A tap on the map puts the planning there.
// Without JavaScript the fields do everything, and distances are those of what is saved.

import { bearingDeg, distanceM, moved, wrapDeg } from "/static/ar/geodesy.js";

import { fieldsOf } from "./fields.js";
import { draw, frame, outline, pointOf } from "./map.js";
import { L, byKeys, handle, placeOf } from "./markers.js";
import { typedNumber } from "./typed_number.js";

const HANDLE_PX = 70; // from the point to the handle that turns it

/** @param {HTMLElement} element  the element that carries data-module, in the form or the form itself */
export function start(element) {
  const form = /** @type {HTMLFormElement} */ (element.closest("form"));
  const [lat, lon, turn] = ["place.lat", "place.lon", "rotation_deg"].map((name) => fieldsOf(form)(name));
  const winds = (element.dataset.winds ?? "").split(",");
  const { map, scene, words } = draw(element, { areNamed: false });
  const { footprint = [] } = scene;
  const mayEdit = !lat.matches(":disabled");
  /** @returns {LatLon} */
  const at = () => [typedNumber(lat.value), typedNumber(lon.value)];
  const deg = () => wrapDeg(typedNumber(turn.value) || 0);
  let place = at();
  let isTurning = false; // then the handle stays under the pointer
  frame(map, [place, scene.stop?.at ?? place, ...scene.signs.map(pointOf)]);

  const shape = outline(place, footprint, deg(), "map__footprint map__footprint--own").addTo(map);
  const point = handle(place, "map__own", mayEdit ? words.own : "").addTo(map);
  const knob = handle(place, "map__knob", mayEdit ? words.turn : "");
  const arm = L.polyline([place, place], { className: "map__arm", interactive: false });
  if (mayEdit) [arm, knob].forEach((each) => each.addTo(map));

  function show() {
    if (at().every(Number.isFinite)) place = at();
    const angle = (deg() * Math.PI) / 180;
    const centre = map.latLngToContainerPoint(place);
    const end = map.containerPointToLatLng(centre.add([HANDLE_PX * Math.sin(angle), -HANDLE_PX * Math.cos(angle)]));
    point.setLatLng(place);
    shape.setLatLngs(outline(place, footprint, deg(), "").getLatLngs());
    arm.setLatLngs([place, end]);
    if (!isTurning) knob.setLatLng(end);
    for (const output of element.querySelectorAll("output")) {
      if (output.dataset.part !== "sight") continue;
      /** @type {LatLon} */
      const eye = [Number(output.dataset.lat), Number(output.dataset.lon)];
      const bearing = bearingDeg(eye, place);
      output.textContent = `${Math.round(distanceM(eye, place))} m · ${Math.round(bearing)}° ${winds[Math.round(bearing / 45) % 8]}`;
    }
  }

  /** @type {(to: LatLon) => void} */
  function put([newLat, newLon]) {
    [lat.value, lon.value] = [newLat.toFixed(6), newLon.toFixed(6)];
    lat.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** @type {(angle: number) => void} */
  function turnTo(angle) {
    turn.value = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(wrapDeg(angle));
    turn.dispatchEvent(new Event("input", { bubbles: true }));
  }

  point.on("drag", () => put(placeOf(point)));
  knob.on("drag", () => turnTo(bearingDeg(place, placeOf(knob))));
  knob.on("dragstart", () => { isTurning = true; });
  knob.on("dragend", () => { isTurning = false; show(); });
  map.on("zoomend", show);
  if (mayEdit) map.on("click", ({ latlng }) => put([latlng.lat, latlng.lng]));
  form.addEventListener("input", ({ target }) => [lat, lon, turn].some((each) => each === target) && show());
  byKeys(point, ([east, north], times) => put(moved(place, east * times, north * times)));
  byKeys(knob, ([east, north], times) => turnTo(deg() + (east || north) * times));
  show();
}
