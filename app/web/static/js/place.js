// Place: lets one drag a planning on the map and turn it by its handle; the fields of the form stay the truth.
//
//   <form data-module="place" data-winds="Norden,Nordosten,…">
//     <input name="place.lat"> <input name="place.lon"> <input name="rotation_deg">   (disabled: only to look at)
//     …the parts of map.js…
//     <output data-part="sight" data-lat="…" data-lon="…">41 m · 312° Nordwesten</output>
//   </form>
//
// Without JavaScript the fields do everything, and distances are those of what is saved.

import { full, moved, number, sight } from "./ground.js";
import { byKeys, draw, frame, handle, outline } from "./map.js";

const HANDLE_PX = 70; // from the point to the handle that turns it

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const [lat, lon, turn] = ["place.lat", "place.lon", "rotation_deg"].map((name) => element.elements[name]);
  const winds = element.dataset.winds.split(",");
  const { map, scene, words } = draw(element, { areNamed: false });
  const mayEdit = !lat.matches(":disabled");
  const at = () => [number(lat.value), number(lon.value)];
  const deg = () => full(number(turn.value) || 0);
  let place = at();
  let isTurning = false; // then the handle stays under the pointer
  frame(map, [place, scene.stop.at, ...scene.signs.map((each) => [each.lat, each.lon])]);

  const shape = outline(place, scene.footprint, deg(), "map__footprint map__footprint--own").addTo(map);
  const point = handle(place, "map__own", mayEdit ? words.own : "").addTo(map);
  const knob = handle(place, "map__knob", mayEdit ? words.turn : "");
  const arm = window.L.polyline([place, place], { className: "map__arm", interactive: false });
  if (mayEdit) [arm, knob].forEach((each) => each.addTo(map));

  function show() {
    if (at().every(Number.isFinite)) place = at();
    const angle = (deg() * Math.PI) / 180;
    const centre = map.latLngToContainerPoint(place);
    const end = map.containerPointToLatLng(centre.add([HANDLE_PX * Math.sin(angle), -HANDLE_PX * Math.cos(angle)]));
    point.setLatLng(place);
    shape.setLatLngs(outline(place, scene.footprint, deg(), "").getLatLngs());
    arm.setLatLngs([place, end]);
    if (!isTurning) knob.setLatLng(end);
    for (const output of element.querySelectorAll('[data-part="sight"]')) {
      const seen = sight([Number(output.dataset.lat), Number(output.dataset.lon)], place);
      output.textContent = `${Math.round(seen.distance)} m · ${Math.round(seen.bearing)}° ${winds[Math.round(seen.bearing / 45) % 8]}`;
    }
  }

  function put([newLat, newLon]) {
    [lat.value, lon.value] = [newLat.toFixed(6), newLon.toFixed(6)];
    lat.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function turnTo(angle) {
    turn.value = String(Math.round(full(angle) * 10) / 10);
    turn.dispatchEvent(new Event("input", { bubbles: true }));
  }

  point.on("drag", () => put([point.getLatLng().lat, point.getLatLng().lng]));
  knob.on("drag", () => turnTo(sight(place, [knob.getLatLng().lat, knob.getLatLng().lng]).bearing));
  knob.on("dragstart", () => { isTurning = true; });
  knob.on("dragend", () => { isTurning = false; show(); });
  map.on("zoomend", show);
  element.addEventListener("input", show);
  byKeys(point, ([east, north], times) => put(moved(place, east * times, north * times)));
  byKeys(knob, ([east, north], times) => turnTo(deg() + (east || north) * times));
  show();
}
