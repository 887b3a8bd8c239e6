// Sun panel: a day and an hour for the sun of the 3D view, and in words how much of the place then lies in shade.

import { towards } from "./light.js";
import { momentOf, sunAt } from "./sun.js";

const CALM_MS = 200; // so long nobody moves the slider before the shade is counted

/**
 * @param {HTMLElement} panel  <details> with data-lat, data-lon, data-turn (degrees by which the scene stands turned) and data-zone
 * @param {HTMLElement[]} figures  of the variants
 * @param {Viewer} viewer
 */
export function listenToSun(panel, figures, viewer) {
  const { lat, lon, turn, zone = "UTC" } = panel.dataset;
  /** @type {<E extends HTMLElement>(name: string) => E} */
  const part = (name) => /** @type {any} */ (panel.querySelector(`[data-part="${name}"]`));
  /** @type {HTMLInputElement} */
  const hour = part("hour");
  /** @type {HTMLElement} */
  const said = part("shade");
  let timer = 0;

  function shine() {
    const day = /** @type {HTMLInputElement} */ (panel.querySelector("input[type=radio]:checked")).value;
    const [month, date] = day.split("-").map(Number);
    const moment = momentOf(new Date().getFullYear(), month, date, Number(hour.value), zone);
    part("time").textContent = moment.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", timeZone: zone });
    const { up, clockwise } = sunAt(moment, Number(lat), Number(lon));
    viewer.shine(towards({ up: Math.max(up, 0), clockwise: clockwise - Number(turn) }));
    clearTimeout(timer);
    timer = setTimeout(up > 0 ? count : () => { said.textContent = said.dataset.night ?? ""; }, CALM_MS);
  }

  async function count() {
    const shares = await viewer.shares(figures.map((figure) => figure.dataset.glb ?? ""));
    const percent = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
    const each = figures.map((figure, i) => `${figure.querySelector("figcaption")?.textContent ?? ""} ${percent.format(shares[i])}`);
    said.textContent = `${said.dataset.said} ${each.join(", ")}.`;
  }

  panel.addEventListener("input", shine);
  panel.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    if (button.dataset.day) {
      /** @type {HTMLInputElement} */ (panel.querySelector(`input[value="${button.dataset.day}"]`)).checked = true;
      hour.value = button.dataset.minutes ?? "";
      shine();
    } else {
      clearTimeout(timer);
      viewer.shine(null);
      said.textContent = "";
    }
  });
}
