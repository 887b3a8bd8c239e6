// Which way the view is turned, and how far it is zoomed: by the lock, by a finger, by a key.

import { attitude } from "./orientation.js";
import { eased, gapOf, walked } from "./viewpoint.js";

const START_PITCH_DEG = -4; // a little of the ground tells the distance
const START_VIEW_DEG = 60; // of the picture's longer side
const EASE_S = 0.25;
const LOOK_STEP = 10; // a step of the panorama is so many times a step of fine adjustment
const RADIANS = Math.PI / 180;

export class Aim {
  /** @param {Eyes} eyes */
  constructor(eyes) {
    this.eyes = eyes;
    this.isPanorama = eyes.way === "panorama";
    this.yaw = 0;
    this.wantedYaw = 0;
    this.nudgeDeg = 0;
    this.nudgedAt_s = 0;
    this.pitchDeg = START_PITCH_DEG;
    this.viewDeg = START_VIEW_DEG;
    this.isSteered = false; // by somebody, who is not to be led elsewhere
    this.zoomed = 1;
    this.eased_s = performance.now() / 1000;
    /** @type {SignLock | null} */
    this.lock = null;
  }

  /** Turn the panorama to a planning. @type {(planning: { bearingDeg: number }) => void} */
  face({ bearingDeg }) {
    const heading = this.eyes.axes ? attitude(this.eyes.axes()).headingDeg : 0;
    this.yaw = (heading - bearingDeg) * RADIANS;
    this.wantedYaw = this.yaw;
  }

  /** Look at what is framed, unless somebody has looked elsewhere meanwhile. @type {(frame: ReturnType<typeof import("./framing.js").framed>) => void} */
  frame({ headingDeg, pitchDeg, viewDeg }) {
    if (this.isSteered) return;
    this.face({ bearingDeg: headingDeg });
    [this.pitchDeg, this.viewDeg, this.zoomed] = [pitchDeg, viewDeg, 1];
  }

  /**
   * Take over what the search has found; the first time at once, later little by little.
   *
   * @param {Told} answer
   * @param {Found} found
   * @param {StationSign} sign
   */
  learn(answer, { yaw, focalPx, offsetM, errorDeg, distanceM }, sign) {
    const wanted = { focal: focalPx, eye: [offsetM[0], offsetM[1], sign.codeHeightM + offsetM[2]] };
    const shown = this.lock ? { focal: this.lock.focal, eye: walked(this.lock, this.yaw, answer.place) } : wanted;
    const from = { headingDeg: sign.facingDeg + 180, at_s: performance.now() / 1000, isTracked: this.eyes.way === "webxr" };
    if (!this.lock) [this.yaw, this.zoomed] = [yaw, 1];
    this.lock = { ...shown, wanted, place: answer.place, picture: answer.picture, errorDeg, distanceM, ...from };
    this.wantedYaw = yaw;
    if (answer.askedAt_s > this.nudgedAt_s) this.nudgeDeg = 0; // a picture from before it cannot correct it
  }

  /** What was seen of the sign no longer counts. */
  forget() {
    this.lock = null;
  }

  /** Go on towards what the lock has told last. @type {(at_s: number) => void} */
  ease(at_s) {
    const share = 1 - Math.exp((this.eased_s - at_s) / EASE_S);
    this.eased_s = at_s;
    this.yaw += share * gapOf(this.yaw, this.wantedYaw);
    if (this.lock) this.lock = eased(this.lock, share);
  }

  /** Turn the view; over the camera's picture that is a nudge of what is drawn. @type {Turn} */
  turn(rightDeg, upDeg) {
    this.isSteered = true;
    if (this.isPanorama) {
      this.yaw -= rightDeg * RADIANS;
      this.wantedYaw = this.yaw;
      if (!this.eyes.axes) this.pitchDeg = Math.max(-60, Math.min(60, this.pitchDeg + upDeg));
    } else {
      this.nudgeDeg += rightDeg;
      this.nudgedAt_s = performance.now() / 1000;
    }
  }

  /** A step by key or button: looks there in the panorama, moves the planning there over the camera's picture. @type {Turn} */
  step(rightDeg, upDeg) {
    if (this.isPanorama) this.turn(rightDeg * LOOK_STEP, upDeg * LOOK_STEP);
    else this.turn(-rightDeg, 0);
  }

  /** A phone that knows its lens needs no help. @type {(factor: number) => void} */
  zoom(factor) {
    this.isSteered = true;
    if (this.eyes.way === "webxr") return;
    this.zoomed = Math.max(0.7, Math.min(1.5, this.zoomed * factor));
  }
}
