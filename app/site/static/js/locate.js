// Locate: asks the phone once where it is, and says what of the line is near.  Nothing leaves the phone or is kept.
//
//   <section data-module="locate">
//     <svg data-part="map">… <g data-part="here" hidden><circle data-part="reach"/>…</g></svg>
//     <div data-part="door" hidden><button data-part="ask">…</button></div>
//     <div data-part="said" role="status"></div>
//     <script type="application/json" data-part="line">…</script>    see app/site/whereabouts.py
//     <script type="application/json" data-part="words">…</script>   see templates/map.html
//   </section>
//
// Without JavaScript, or on a phone that tells no place, the map and the list of stations are there as before.

import { toLocal } from "../ar/geodesy.js";
import { farness, nearest, octant, ride, rounded } from "./whereabouts.js";

const PATIENCE_MS = 20_000;
const VAGUE_M = 500; // what is no better known leads to the wrong stop
const FAR_M = 5000;
const LIST = "#stationen";

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (element.querySelector(`[data-part="${name}"]`));
  /** @type {Whereabouts} */
  const line = JSON.parse(part("line").textContent ?? "");
  /** @type {MapWords} */
  const words = JSON.parse(part("words").textContent ?? "");

  /** @type {(...lines: Node[]) => void} */
  const say = (...lines) => part("said").replaceChildren(...lines);
  /** @type {(word: string, values?: MapValues) => void} */
  const listInstead = (word, values = {}) => say(sentence(words, word, values), link(LIST, words.list));

  /** @type {(position: GeolocationPosition) => void} */
  function tell({ coords }) {
    const accuracyM = coords.accuracy;
    /** @type {Place} */
    const place = [coords.latitude, coords.longitude];
    const stop = nearest(place, line.stops);
    const isVague = accuracyM > VAGUE_M;
    part("here").toggleAttribute("hidden", isVague || !stop || stop.farM > FAR_M);
    if (isVague) listInstead("vague", { distance: distance(words, rounded(accuracyM, 0)) });
    else if (!stop) listInstead("unknown");
    else if (stop.farM > FAR_M) listInstead("far", { distance: distance(words, rounded(stop.farM, accuracyM)) });
    else {
      draw(part("here"), part("reach"), line.plane, place, accuracyM);
      say(...answer(line, words, place, accuracyM, stop));
    }
  }

  part("door").hidden = !navigator.geolocation || !isSecureContext;
  part("ask").addEventListener("click", () => {
    say(sentence(words, "wait"));
    navigator.geolocation.getCurrentPosition(
      tell,
      ({ code, PERMISSION_DENIED }) => listInstead(code === PERMISSION_DENIED ? "refused" : "unknown"),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 },
    );
  });
}

/** @type {(here: Element, reach: Element, plane: MapPlane, place: Place, accuracyM: number) => void} */
function draw(here, reach, plane, place, accuracyM) {
  const [east, north] = toLocal(place, plane.origin);
  here.setAttribute("transform", `translate(${plane.x + east * plane.perM} ${plane.y - north * plane.perM})`);
  reach.setAttribute("r", String(accuracyM * plane.perM));
}

/** What is told, the station first. @type {(line: Whereabouts, words: MapWords, place: Place, accuracyM: number, stop: NearStop) => Node[]} */
function answer(line, words, place, accuracyM, stop) {
  const station = nearest(place, line.stops, (each) => each.station !== undefined);
  const found = [];
  if (station) found.push(near(line, words, place, accuracyM, station, ["at", "nearest"]));
  if (station?.number !== stop.number) {
    const told = near(line, words, place, accuracyM, stop, ["atStop", "stop"]);
    if (station) told.append(" ", ...sentence(words, ...along(line, ride(line.stops, stop.number, station.number))).childNodes);
    found.push(told);
  }
  found.push(sentence(words, "exact", { distance: distance(words, rounded(accuracyM, 0)) }));
  const there = station && line.stops[station.number].station;
  if (there) found.push(link(there.href, `${words.go}: `, named(there.name, there.lang)));
  return found;
}

/**
 * A sentence about a stop, or about the station there: that one is there, or how far and which way it is.
 *
 * @type {(line: Whereabouts, words: MapWords, place: Place, accuracyM: number, at: NearStop, which: [string, string]) => HTMLElement}
 */
function near(line, words, place, accuracyM, at, [here, away]) {
  const { name, at: there, station } = line.stops[at.number];
  const { isHere, roundM, isSure } = farness(at.farM, accuracyM);
  const way = isSure ? ` ${words.ways[octant(place, there)]}` : "";
  return sentence(words, isHere ? here : away, {
    station: station && named(station.name, station.lang),
    stop: named(name, line.lang),
    distance: distance(words, roundM),
    way,
  });
}

/** @type {(line: Whereabouts, way: Ride) => [string, MapValues]} */
function along({ lang, stops }, { count, end, fork }) {
  const [towards, change] = [end, fork].map((number) => stops[number] && named(stops[number].name, lang));
  return [change ? "change" : count === 1 ? "one" : "along", { count: String(count), end: towards, fork: change }];
}

/** @type {(words: MapWords, metres: number) => string} */
function distance(words, metres) {
  const isShort = metres < 1000;
  const number = isShort ? metres : Math.round(metres / 100) / 10;
  return words[isShort ? "m" : "km"].replace("{number}", number.toLocaleString(document.documentElement.lang));
}

/** A name, marked as of its language. @type {(name: string, lang: string) => HTMLElement} */
function named(name, lang) {
  return Object.assign(document.createElement("bdi"), { textContent: name, lang });
}

/** A paragraph of a sentence of the page, with its values in it. @type {(words: MapWords, word: string, values?: MapValues) => HTMLElement} */
function sentence(words, word, values = {}) {
  const pieces = words[word].split(/\{(\w+)\}/); // every second one is a value
  const made = document.createElement("p");
  made.append(...pieces.map((piece, nth) => (nth % 2 ? (values[piece] ?? "") : piece)));
  return made;
}

/** @type {(href: string, ...words: (string | Node)[]) => HTMLElement} */
function link(href, ...words) {
  const made = Object.assign(document.createElement("a"), { className: "also", href });
  made.append(...words);
  return made;
}
