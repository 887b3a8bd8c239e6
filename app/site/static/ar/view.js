// The on-site view: search, lock, turn, planning in place; or the panorama where there is no camera.
//
//   intro ──▶ searching ──▶ locked      data-state of the root
//     │           ▲           │
//     │           └── again ──┘         close leads back to intro from everywhere
//     └──▶ panorama                     without camera or sensors, or if that is what the rider wants
//
// The root also tells data-way (camera, panorama), data-sign, data-heading-deg, data-pitch-deg, data-roll-deg,
// data-error-deg, data-distance-m; each label data-bearing-deg, data-screen-x, data-screen-y.

import { openCamera } from "./camera.js";
import { Controls } from "./controls.js";
import { isOld, nearest, seenFrom } from "./guidance.js";
import { hintFor } from "./hints.js";
import { placeLabels } from "./labels.js";
import { loadMeshes } from "./meshes.js";
import { attitude, axesFrom, turned } from "./orientation.js";
import { cover, focalPx } from "./projection.js";
import { startSearch } from "./search.js";
import { readSensors } from "./sensors.js";
import { makeStage } from "./stage.js";

const PANORAMA_DEG = 60; // angle of view of the longer side
const EYE_M = 1.6; // of a standing person, where no sign was seen
const START_PITCH_DEG = -4; // a little of the ground tells the distance
const EASE_S = 0.25;
const LOOK_STEP = 10; // a step of the panorama is so many times a step of fine adjustment
const RADIANS = Math.PI / 180;

/**
 * Open the view; it lasts until the rider closes it.
 *
 * @param {HTMLElement} root
 * @param {{ withCamera: boolean, maySense: boolean, isLost?: boolean }} wanted  isLost: the camera was taken away
 */
export async function open(root, { withCamera, maySense, isLost = false }) {
  const view = new View(root, maySense);
  const sensors = maySense ? await readSensors() : null;
  const video = root.querySelector('[data-part="video"]');
  const lost = () => view.reopen({ withCamera: false, isLost: true });
  const camera = withCamera && sensors ? await openCamera(video, lost).catch(() => null) : null;
  view.begin({ sensors, camera, isRefused: isLost || (withCamera && !camera) });
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
    this.pitchDeg = START_PITCH_DEG;
    this.zoomed = 1;
    this.lock = null;
    this.wanted = root.dataset.preview ?? location.hash.slice(1); // slug of the planning to be led to first
  }

  part(name) {
    return this.root.querySelector(`[data-part="${name}"]`);
  }

  begin({ sensors, camera, isRefused }) {
    Object.assign(this, { sensors, camera });
    this.shown = this.root.querySelector('[name="when"]:checked').value;
    this.part("view").hidden = false;
    this.root.dataset.way = camera ? "camera" : "panorama";
    this.root.dataset.state = camera ? "searching" : "panorama";
    this.part("scene").replaceWith(this.part("scene").cloneNode()); // the last one gave its graphics away
    this.stage = makeStage(this.part("scene"), !camera);
    this.watched = new ResizeObserver(() => this.stage.resize(...Object.values(this.size())));
    this.watched.observe(this.part("view"));
    this.controls = new Controls(this.root, this);
    this.stand(this.station.signs[0]);
    if (camera) this.search = startSearch(this.station.signs, this);
    else this.face(this.plannings[nearest(this.sign.facingDeg, this.plannings, this.wanted).index]);
    this.controls.note({ isRefused, isStill: !sensors });
    this.hides = () => document.hidden && camera && this.close();
    document.addEventListener("visibilitychange", this.hides);
    this.part("view").focus();
    this.drawn_s = performance.now() / 1000;
    this.next();
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
    const heading = this.sensors ? attitude(this.sensors.axes()).headingDeg : 0;
    this.yaw = (heading - bearingDeg) * RADIANS;
    this.wantedYaw = this.yaw;
  }

  isLocked() {
    return this.root.dataset.state === "locked";
  }

  /** What the search says about a picture. */
  told(answer) {
    this.answer = answer;
    if (answer.error) console.error(answer.error);
    if (!answer.isEnough) return;
    const sign = this.station.signs.find(({ code }) => code === answer.code);
    if (sign !== this.sign) this.stand(sign);
    const { yaw, focalPx: focal, offsetM, errorDeg, distanceM } = answer.found;
    const eye = [offsetM[0], offsetM[1], sign.codeHeightM + offsetM[2]];
    const headingDeg = sign.facingDeg + 180;
    this.lock = { eye, focal, picture: answer.picture, errorDeg, distanceM, headingDeg, at_s: performance.now() / 1000 };
    this.wantedYaw = yaw;
    this.nudgeDeg = 0;
    if (this.isLocked()) return;
    this.yaw = yaw;
    this.zoomed = 1;
    this.root.dataset.state = "locked";
  }

  again() {
    this.lock = null;
    this.answer = null;
    this.root.dataset.state = "searching";
  }

  async reopen(wanted) {
    this.close();
    await open(this.root, { maySense: this.maySense, ...wanted });
  }

  /** Turn the view; over the camera's picture that is a nudge of what is drawn. */
  turn(rightDeg, upDeg) {
    if (this.root.dataset.state === "panorama") {
      this.yaw -= rightDeg * RADIANS;
      this.wantedYaw = this.yaw;
      if (!this.sensors) this.pitchDeg = Math.max(-60, Math.min(60, this.pitchDeg + upDeg));
    } else {
      this.nudgeDeg += rightDeg;
    }
  }

  /** A step by key or button: looks there in the panorama, moves the planning there over the camera's picture. */
  step(rightDeg, upDeg) {
    if (this.root.dataset.state === "panorama") this.turn(rightDeg * LOOK_STEP, upDeg * LOOK_STEP);
    else this.turn(-rightDeg, 0);
  }

  zoom(factor) {
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

  /** Where the rider's eye is, how it looks, and the focal length in px of the viewport. */
  outlook() {
    const size = this.size();
    const axes = this.sensors
      ? turned(this.yaw - this.nudgeDeg * RADIANS, this.sensors.axes())
      : axesFrom({ headingDeg: -this.yaw / RADIANS, pitchDeg: this.pitchDeg, rollDeg: 0 });
    if (!this.lock) {
      const focal = focalPx(Math.max(size.width, size.height), PANORAMA_DEG);
      return { size, axes, eye: [0, 0, EYE_M], focalPx: focal * this.zoomed };
    }
    const { eye, focal, picture } = this.lock;
    const { scale } = cover(picture.width, picture.height, size.width, size.height);
    return { size, axes, eye, focalPx: focal * scale * this.zoomed };
  }

  draw() {
    const { axes, eye, focalPx: focal } = this.outlook();
    this.stage.draw(axes, eye, focal);
  }

  next() {
    this.frame = requestAnimationFrame(() => this.next());
    const at_s = performance.now() / 1000;
    const gap = Math.atan2(Math.sin(this.wantedYaw - this.yaw), Math.cos(this.wantedYaw - this.yaw));
    this.yaw += gap * (1 - Math.exp((this.drawn_s - at_s) / EASE_S));
    this.drawn_s = at_s;
    const isShown = this.root.dataset.state !== "searching";
    const outlook = this.outlook();
    const told = attitude(outlook.axes);
    this.part("scene").hidden = !isShown;
    if (isShown) this.draw();
    placeLabels(this.labels, isShown ? this.plannings : [], outlook, this.part("top").offsetHeight);
    this.tell(told, isShown);
    const age = Boolean(this.lock) && isOld(this.lock, told.headingDeg, at_s);
    const guide = isShown ? nearest(told.headingDeg, this.plannings, this.wanted) : null;
    if (guide?.isAhead) this.wanted = ""; // from now on the nearest
    const { state } = this.root.dataset;
    this.controls.hint(hintFor({ state, answer: this.answer, prefix: this.station.prefix, isOld: age, guide }));
  }

  tell({ headingDeg, pitchDeg, rollDeg }, isShown) {
    const { dataset } = this.root;
    dataset.headingDeg = isShown ? headingDeg.toFixed(2) : "";
    dataset.pitchDeg = pitchDeg.toFixed(2);
    dataset.rollDeg = rollDeg.toFixed(2);
    dataset.errorDeg = this.lock ? this.lock.errorDeg.toFixed(2) : "";
    dataset.distanceM = this.lock ? this.lock.distanceM.toFixed(3) : "";
  }

  close() {
    cancelAnimationFrame(this.frame);
    document.removeEventListener("visibilitychange", this.hides);
    this.watched.disconnect();
    this.search?.stop();
    this.stopLoading();
    this.controls.end();
    this.stage.leave();
    this.camera?.close();
    this.sensors?.stop();
    this.part("view").hidden = true;
    this.root.dataset.state = "intro";
  }
}
