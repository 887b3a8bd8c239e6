// The on-site view: search, lock, turn, planning in place; or the panorama where there is no camera.
//
//   intro ──▶ searching ──▶ locked      data-state of the root
//     │           ▲           │
//     │           └── again ──┘         close leads back to intro from everywhere
//     └──▶ panorama                     without camera or sensors, or if that is what the rider wants
//
// What the root and the labels tell beside it: README.md.

import { Aim } from "./aim.js";
import { Controls } from "./controls.js";
import { Exhibition } from "./exhibition.js";
import { isOld, nearest } from "./guidance.js";
import { hold } from "./sensor_tracking.js";
import { hintFor } from "./hints.js";
import { placeLabels } from "./labels.js";
import { loadMeshes } from "./mesh_loader.js";
import { attitude } from "./orientation.js";
import { outlookOf } from "./viewpoint.js";
import { partsOf } from "./parts.js";
import { startSearch } from "./search.js";
import { askForSensors } from "./motion_sensors.js";
import { makeStage } from "./stage.js";
import { track } from "./webxr_tracking.js";

const DEGREES = 180 / Math.PI;

/**
 * Open the view; it lasts until the rider closes it.
 *
 * @param {HTMLElement} root
 * @param {Wanted} wanted
 * @returns {Promise<void>}
 */
export async function open(root, { withCamera, session, maySense = false, isLost = false }) {
  const part = partsOf(root);
  const stage = makeStage(freshCanvas(part));
  /** @type {View | null} */
  let view = null;
  const eyes = await (session
    ? track(stage, session, {
        restarted: () => view?.again(),
        ended: () => view?.controls.leave(),
        blind: async () => view?.reopen({ withCamera: true, maySense: await askForSensors() }),
      })
    : hold(part("video", HTMLVideoElement), {
        withCamera,
        maySense,
        lost: () => view?.reopen({ withCamera: false, isLost: true }),
        turned: () => view?.again(),
      }));
  view = new View(root, { stage, eyes, maySense });
  view.begin(isLost || (withCamera && eyes.way === "panorama"));
}

/** Show the view with a canvas of its own: the last one gave its graphics away. @type {(part: Part) => HTMLCanvasElement} */
function freshCanvas(part) {
  part("view").hidden = false;
  const canvas = /** @type {HTMLCanvasElement} */ (part("scene").cloneNode());
  part("scene").replaceWith(canvas);
  return canvas;
}

export class View {
  /**
   * @param {HTMLElement} root
   * @param {{ stage: Stage, eyes: Eyes, maySense: boolean }} made
   */
  constructor(root, { stage, eyes, maySense }) {
    this.root = root;
    this.part = partsOf(root);
    this.stage = stage;
    this.eyes = eyes;
    this.maySense = maySense;
    this.aim = new Aim(eyes);
    /** @type {Station} */
    this.station = JSON.parse(this.part("station").textContent ?? "");
    /** @type {HTMLElement[]} */
    this.labels = [...root.querySelectorAll("button")].filter(({ dataset }) => dataset.part === "label");
    /** @type {Told | null} */
    this.answer = null;
    this.asked = root.dataset.preview ?? location.hash.slice(1); // slug of the planning that somebody came for
    this.wanted = this.asked; // until they were led to it
    this.sign = this.station.signs[0];
    this.exhibition = new Exhibition(this);
    this.watched = new ResizeObserver(() => stage.resize(this.size().width, this.size().height));
    this.hides = () => document.hidden && !this.aim.isPanorama && this.close();
    this.controls = new Controls(root, this);
    /** @type {ReturnType<typeof startSearch> | null} */
    this.search = null;
    this.stopLoading = () => {};
    /** @type {Awaited<ReturnType<typeof import("./surroundings.js").surround>> | null} */
    this.houses = null;
  }

  /** @param {boolean} isRefused  the camera, though it was wanted */
  begin(isRefused) {
    const { dataset } = this.root;
    dataset.way = this.eyes.way;
    dataset.state = this.aim.isPanorama ? "panorama" : "searching";
    if (this.aim.isPanorama) this.stage.furnish();
    this.watched.observe(this.part("view"));
    this.stand(this.sign);
    if (this.station.surroundings) this.surround(this.station.surroundings);
    const isAlone = !this.aim.isPanorama || Boolean(this.station.surroundings);
    this.stopLoading = loadMeshes(this.plannings, isAlone, (...loaded) => this.exhibition.stock(...loaded));
    const { index } = nearest(this.sign.facingDeg, this.plannings, this.wanted);
    this.exhibition.attend(index);
    if (this.aim.isPanorama) this.aim.face(this.plannings[index]);
    else this.search = startSearch(this.station.signs, this);
    this.controls.note({ isRefused, isStill: !this.eyes.axes });
    document.addEventListener("visibilitychange", this.hides);
    if (!dataset.preview) this.part("view").focus();
    this.stage.run((frame) => this.next(frame));
  }

  size() {
    const { clientWidth: width, clientHeight: height } = this.part("view");
    return { width, height };
  }

  /** All places are told from a sign; another sign moves them. @type {(sign: StationSign) => void} */
  stand(sign) {
    this.sign = sign;
    this.root.dataset.sign = sign.code;
    this.houses?.stand(sign);
    this.exhibition.stand();
    this.controls.arrive(sign, this.plannings);
  }

  get plannings() {
    return this.exhibition.plannings;
  }

  /** Lead to the next planning. */
  goOn() {
    this.wanted = this.exhibition.goOn();
  }

  /** Without the houses the view is as good as it was before. @type {(known: KnownSurroundings) => Promise<void>} */
  async surround(known) {
    try {
      const { surround } = await import("./surroundings.js");
      const houses = await surround(known, this);
      this.houses = houses;
      houses?.stand(this.sign);
      this.exhibition.meshes.forEach(({ mesh }) => houses?.spare(mesh));
    } catch (error) {
      console.error(`${known.glb} did not load.`, error);
    }
  }

  isLocked() {
    return this.root.dataset.state === "locked";
  }

  /** What the search says about a picture. @type {(answer: Told) => void} */
  told(answer) {
    this.answer = answer;
    this.eyes.told(answer);
    if (answer.error) console.error(answer.error);
    const sign = this.station.signs.find(({ code }) => code === answer.code);
    if (!answer.isEnough || !answer.found || !sign) return;
    if (sign !== this.sign) this.stand(sign);
    this.aim.learn(answer, answer.found, sign);
    if (!this.isLocked()) this.controls.showNotes();
    this.root.dataset.state = "locked";
  }

  /** Look for the sign anew; what was seen of it no longer counts. */
  again() {
    this.search?.forget();
    this.aim.forget();
    this.answer = null;
    this.root.dataset.state = "searching";
  }

  /** @param {Wanted} wanted */
  async reopen(wanted) {
    await this.close();
    await open(this.root, { maySense: this.maySense, ...wanted });
  }

  degPerPx() {
    return DEGREES / this.outlook().focalPx;
  }

  outlook() {
    return outlookOf(this.aim, this.size());
  }

  photo() {
    return this.eyes.photo(this.stage, this.outlook());
  }

  /** Draw the next picture. @type {(frame: XRFrame | undefined) => void} */
  next(frame) {
    this.eyes.follow(frame);
    const at_s = performance.now() / 1000;
    this.aim.ease(at_s);
    const { lock } = this.aim;
    const { state = "" } = this.root.dataset;
    const isShown = state !== "searching";
    const outlook = this.outlook();
    this.stage.show(isShown);
    this.eyes.draw(this.stage, outlook);
    placeLabels(this.labels, isShown ? this.plannings : [], outlook, {
      topPx: this.part("top").offsetHeight,
      asked: this.asked,
      only: this.aim.isPanorama ? this.exhibition.current : undefined,
    });
    const told = attitude(outlook.axes);
    this.controls.tell(told, lock, isShown);
    if (isShown) this.houses?.tell(outlook);
    const age = lock !== null && isOld(lock, told.headingDeg, at_s);
    if (this.aim.isPanorama) this.wanted = this.plannings[this.exhibition.current].slug; // until the next is asked for
    const guide = isShown ? nearest(told.headingDeg, this.plannings, this.wanted) : null;
    if (guide?.isAhead) this.wanted = ""; // from now on the nearest
    if (guide && guide.index !== this.exhibition.current) this.exhibition.attend(guide.index);
    this.controls.hint(hintFor({ state, answer: this.answer, prefixes: this.station.prefixes, isOld: age, guide }));
  }

  async close() {
    this.stage.run(null);
    document.removeEventListener("visibilitychange", this.hides);
    this.watched.disconnect();
    this.search?.stop();
    this.stopLoading();
    this.controls.end();
    this.houses?.end();
    this.part("view").hidden = true;
    this.root.dataset.state = "intro";
    await this.eyes.close();
    this.stage.leave();
  }
}
