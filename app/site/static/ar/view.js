// The on-site view: search, lock, turn, planning in place; or the panorama where there is no camera.
//
//   intro ──▶ searching ──▶ locked      data-state of the root
//     │           ▲           │
//     │           └── again ──┘         close leads back to intro from everywhere
//     └──▶ panorama                     without camera or sensors, or if that is what the rider wants
//
// The root also tells data-way (webxr, camera, panorama), data-sign, data-heading-deg, data-pitch-deg, data-roll-deg,
// data-error-deg, data-distance-m; each label data-bearing-deg, data-screen-x, data-screen-y.

import { Controls } from "./controls.js";
import { isOld, nearest, seenFrom } from "./guidance.js";
import { hold } from "./held.js";
import { hintFor } from "./hints.js";
import { placeLabels } from "./labels.js";
import { loadMeshes } from "./meshes.js";
import { attitude } from "./orientation.js";
import { eased, gapOf, outlookOf, walked } from "./outlook.js";
import { startSearch } from "./search.js";
import { askForSensors } from "./sensors.js";
import { makeStage } from "./stage.js";
import { track } from "./tracked.js";

const START_PITCH_DEG = -4; // a little of the ground tells the distance
const EASE_S = 0.25;
const LOOK_STEP = 10; // a step of the panorama is so many times a step of fine adjustment
const RADIANS = Math.PI / 180;

/**
 * Open the view; it lasts until the rider closes it.
 *
 * @param {HTMLElement} root
 * @param {{ withCamera: boolean, session?: XRSession, maySense?: boolean, isLost?: boolean }} wanted  session: the phone
 *   tracks itself; maySense: else its motion sensors may be read; isLost: the camera was taken away
 */
export async function open(root, { withCamera, session, maySense, isLost = false }) {
  const view = new View(root, maySense);
  view.furnish();
  view.eyes = await (session ? view.tracked(session) : view.held(withCamera));
  view.begin(isLost || (withCamera && view.eyes.way === "panorama"));
}

class View {
  constructor(root, maySense) {
    this.root = root;
    this.maySense = maySense;
    this.station = JSON.parse(this.part("station").textContent);
    this.labels = [...root.querySelectorAll('[data-part="label"]')];
    this.meshes = [];
    this.yaw = 0;
    this.wantedYaw = 0;
    this.nudgeDeg = 0;
    this.nudgedAt_s = 0;
    this.pitchDeg = START_PITCH_DEG;
    this.zoomed = 1;
    this.lock = null;
    this.asked = root.dataset.preview ?? location.hash.slice(1); // slug of the planning that somebody came for
    this.wanted = this.asked; // until they were led to it
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  furnish() {
    this.part("view").hidden = false;
    const canvas = this.part("scene").cloneNode(); // the last one gave its graphics away
    this.part("scene").replaceWith(canvas);
    this.stage = makeStage(canvas);
  }

  held(withCamera) {
    const lost = () => this.reopen({ withCamera: false, isLost: true });
    return hold(this.part("video"), { withCamera, maySense: this.maySense, lost });
  }

  tracked(session) {
    const blind = async () => this.reopen({ withCamera: true, maySense: await askForSensors() });
    return track(this.stage, session, { restarted: () => this.again(), ended: () => this.controls.leave(), blind });
  }

  begin(isRefused) {
    const { way, axes } = this.eyes;
    this.shown = this.root.querySelector('[name="when"]:checked').value;
    this.root.dataset.way = way;
    this.root.dataset.state = way === "panorama" ? "panorama" : "searching";
    if (way === "panorama") this.stage.furnish();
    this.watched = new ResizeObserver(() => this.stage.resize(...Object.values(this.size())));
    this.watched.observe(this.part("view"));
    this.controls = new Controls(this.root, this);
    this.stand(this.station.signs[0]);
    if (way === "panorama") this.face(this.plannings[nearest(this.sign.facingDeg, this.plannings, this.wanted).index]);
    else this.search = startSearch(this.station.signs, this);
    this.controls.note({ isRefused, isStill: !axes });
    this.hides = () => document.hidden && way !== "panorama" && this.close();
    document.addEventListener("visibilitychange", this.hides);
    if (!this.root.dataset.preview) this.part("view").focus();
    this.drawn_s = performance.now() / 1000;
    this.stage.run((_, frame) => this.next(frame));
  }

  size() {
    const { clientWidth: width, clientHeight: height } = this.part("view");
    return { width, height };
  }

  /** All places are told from a sign; another sign moves them. */
  stand(sign) {
    this.sign = sign;
    this.root.dataset.sign = sign.code;
    this.plannings = this.station.plannings.map((planning) => ({ ...planning, ...seenFrom(sign, planning) }));
    this.stage.place(this.plannings);
    this.meshes.forEach((each) => this.raise(each));
    this.stopLoading ??= loadMeshes(this.plannings, this.shown, (...loaded) => this.stock(...loaded));
    this.controls.arrive(sign, this.plannings);
  }

  stock(index, when, mesh) {
    this.labels[index].toggleAttribute(mesh ? "data-loaded" : "data-failed", true);
    if (mesh) this.raise(this.meshes[this.meshes.push({ index, when, mesh }) - 1]);
  }

  /** Put a mesh in place; the label of its planning goes above it. */
  raise({ index, when, mesh }) {
    const planning = this.plannings[index];
    planning.topM = Math.max(planning.topM ?? 0, this.stage.add(index, mesh, when === this.shown));
  }

  /** Turn the panorama to a planning. */
  face({ bearingDeg }) {
    const heading = this.eyes.axes ? attitude(this.eyes.axes()).headingDeg : 0;
    this.yaw = (heading - bearingDeg) * RADIANS;
    this.wantedYaw = this.yaw;
  }

  isLocked() {
    return this.root.dataset.state === "locked";
  }

  /** What the search says about a picture. */
  told(answer) {
    this.answer = answer;
    this.eyes.told(answer);
    if (answer.error) console.error(answer.error);
    if (!answer.isEnough) return;
    const sign = this.station.signs.find(({ code }) => code === answer.code);
    if (sign !== this.sign) this.stand(sign);
    const { yaw, focalPx, offsetM, errorDeg, distanceM } = answer.found;
    const wanted = { focal: focalPx, eye: [offsetM[0], offsetM[1], sign.codeHeightM + offsetM[2]] };
    const shown = this.isLocked() ? { focal: this.lock.focal, eye: walked(this.lock, this.yaw, answer.place) } : wanted;
    const from = { headingDeg: sign.facingDeg + 180, at_s: performance.now() / 1000, isTracked: this.eyes.way === "webxr" };
    this.lock = { ...shown, wanted, place: answer.place, picture: answer.picture, errorDeg, distanceM, ...from };
    this.wantedYaw = yaw;
    if (answer.askedAt_s > this.nudgedAt_s) this.nudgeDeg = 0; // a picture from before it cannot correct it
    if (this.isLocked()) return;
    this.yaw = yaw;
    this.zoomed = 1;
    this.root.dataset.state = "locked";
  }

  /** Look for the sign anew; what was seen of it no longer counts. */
  again() {
    this.search.forget();
    this.lock = null;
    this.answer = null;
    this.root.dataset.state = "searching";
  }

  async reopen(wanted) {
    await this.close();
    await open(this.root, { maySense: this.maySense, ...wanted });
  }

  /** Turn the view; over the camera's picture that is a nudge of what is drawn. */
  turn(rightDeg, upDeg) {
    if (this.root.dataset.state === "panorama") {
      this.yaw -= rightDeg * RADIANS;
      this.wantedYaw = this.yaw;
      if (!this.eyes.axes) this.pitchDeg = Math.max(-60, Math.min(60, this.pitchDeg + upDeg));
    } else {
      this.nudgeDeg += rightDeg;
      this.nudgedAt_s = performance.now() / 1000;
    }
  }

  /** A step by key or button: looks there in the panorama, moves the planning there over the camera's picture. */
  step(rightDeg, upDeg) {
    if (this.root.dataset.state === "panorama") this.turn(rightDeg * LOOK_STEP, upDeg * LOOK_STEP);
    else this.turn(-rightDeg, 0);
  }

  /** A phone that knows its lens needs no help. */
  zoom(factor) {
    if (this.eyes.way === "webxr") return;
    this.zoomed = Math.max(0.7, Math.min(1.5, this.zoomed * factor));
  }

  degPerPx() {
    return 1 / RADIANS / this.outlook().focalPx;
  }

  choose(when) {
    this.shown = when;
    this.meshes.forEach((each) => {
      each.mesh.visible = each.when === when;
    });
  }

  outlook() {
    return outlookOf(this, this.size());
  }

  photo() {
    return this.eyes.photo(this.stage, this.outlook());
  }

  next(frame) {
    this.eyes.follow(frame);
    const at_s = performance.now() / 1000;
    const share = 1 - Math.exp((this.drawn_s - at_s) / EASE_S);
    this.drawn_s = at_s;
    this.yaw += share * gapOf(this.yaw, this.wantedYaw);
    if (this.lock) this.lock = eased(this.lock, share);
    const { state } = this.root.dataset;
    const isShown = state !== "searching";
    const outlook = this.outlook();
    const told = attitude(outlook.axes);
    this.stage.show(isShown);
    this.eyes.draw(this.stage, outlook);
    placeLabels(this.labels, isShown ? this.plannings : [], outlook, { topPx: this.part("top").offsetHeight, asked: this.asked });
    this.controls.tell(told, this.lock, isShown);
    const age = Boolean(this.lock) && isOld(this.lock, told.headingDeg, at_s);
    const guide = isShown ? nearest(told.headingDeg, this.plannings, this.wanted) : null;
    if (guide?.isAhead) this.wanted = ""; // from now on the nearest
    this.controls.hint(hintFor({ state, answer: this.answer, prefixes: this.station.prefixes, isOld: age, guide }));
  }

  async close() {
    this.stage.run(null);
    document.removeEventListener("visibilitychange", this.hides);
    this.watched.disconnect();
    this.search?.stop();
    this.stopLoading();
    this.controls.end();
    this.part("view").hidden = true;
    this.root.dataset.state = "intro";
    await this.eyes.close();
    this.stage.leave();
  }
}
