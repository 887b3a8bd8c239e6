// Sun of the 3D pane: where it stands at a day and an hour of the place, as riders can have it.

import { towards } from "/static/viewer/light.js";
import { momentOf, sunAt } from "/static/viewer/sun.js";

/**
 * @param {SceneDesk} desk
 * @param {{ shine: (toward: Vector | null) => void }} screen
 */
export function startSun({ part, around, element }, screen) {
  const { site } = around;
  if (!site) return; // nobody knows where the sun stands
  const { lat, lon, rotation_deg: turnDeg } = site;
  const [day, hour] = [part("view3d-day", HTMLSelectElement), part("view3d-hour", HTMLInputElement)];

  function shine() {
    part("view3d-sun").hidden = !day.value;
    if (!day.value) return screen.shine(null);
    const [month, date] = day.value.split("-").map(Number);
    const moment = momentOf(new Date().getFullYear(), month, date, Number(hour.value), element.dataset.zone ?? "UTC");
    const { up, clockwise } = sunAt(moment, lat, lon);
    const time = `${Math.floor(Number(hour.value) / 60)}:${String(Number(hour.value) % 60).padStart(2, "0")}`;
    part("view3d-time").textContent = time;
    hour.setAttribute("aria-valuetext", time);
    return screen.shine(towards({ up: Math.max(up, 0), clockwise: clockwise - turnDeg }));
  }

  day.addEventListener("change", shine);
  hour.addEventListener("input", shine);
}
