// What is shown: the plannings about a sign, their meshes and states, and the one that is looked at.

import { clearWay } from "./around.js";
import { framed } from "./framing.js";
import { seenFrom } from "./guidance.js";
import { STANDING } from "./viewpoint.js";

export class Exhibition {
  /** @param {import("./view.js").View} view */
  constructor(view) {
    this.view = view;
    /** @type {LoadedMesh[]} */
    this.meshes = [];
    this.current = 0; // the planning that is looked at
    this.isFramed = false;
    this.plannings = this.seen();
    this.states = this.plannings.map(({ first }) => first); // shown of each planning
  }

  /** The plannings, as they lie from the sign. @type {() => SeenPlanning[]} */
  seen() {
    const { station, sign } = this.view;
    return station.plannings.map((planning) => ({ ...planning, ...seenFrom(sign, planning) }));
  }

  /** All places are told from a sign; another sign moves them. */
  stand() {
    this.plannings = this.seen();
    this.view.stage.place(this.plannings);
    this.meshes.forEach((each) => this.raise(each));
  }

  /** @type {(index: number, when: string, mesh: import("three").Object3D | null) => void} */
  stock(index, when, mesh) {
    const label = this.view.labels[index];
    label.toggleAttribute(mesh ? "data-loaded" : "data-failed", true);
    if (!mesh) return this.view.controls.miss(label);
    this.raise(this.meshes[this.meshes.push({ index, when, mesh }) - 1]);
    if (index === this.current) this.frame();
  }

  /** Put a mesh in place; the label of its planning goes above it. @type {(loaded: LoadedMesh) => void} */
  raise({ index, when, mesh }) {
    const planning = this.plannings[index];
    const { topM, corners } = this.view.stage.add(index, mesh, this.isShown(index, when));
    planning.topM = Math.max(planning.topM ?? 0, topM);
    planning.corners ??= corners; // of what is shown first, which loads first
    if (this.view.aim.isPanorama) clearWay(mesh, planning.corners, STANDING);
    this.view.houses?.spare(mesh);
    this.view.stage.shadow(this.current);
  }

  /** Without a camera there is one planning at a time, else all of them. @type {(index: number, when: string) => boolean} */
  isShown(index, when) {
    return when === this.states[index] && (!this.view.aim.isPanorama || index === this.current);
  }

  /** Show what is to be seen now, with its shadows. */
  refresh() {
    for (const { index, when, mesh } of this.meshes) mesh.visible = this.isShown(index, when);
    this.view.stage.shadow(this.current);
  }

  /** Offer the states of a planning, and let the light fall there. @type {(index: number) => void} */
  attend(index) {
    this.current = index;
    this.view.controls.offer(this.plannings[index].slug);
    this.refresh();
  }

  /** Fill much of the panorama with the planning that is looked at, once; then that is the way to it. */
  frame() {
    const planning = this.plannings[this.current];
    const { aim } = this.view;
    if (!aim.isPanorama || this.isFramed || !planning.corners) return;
    this.isFramed = true;
    const outlook = framed(planning.corners, STANDING, this.view.size());
    planning.point = outlook.middle;
    planning.bearingDeg = outlook.headingDeg;
    aim.frame(outlook);
  }

  /** Lead to the planning after this one; tells which that is. */
  goOn() {
    this.attend((this.current + 1) % this.plannings.length);
    const planning = this.plannings[this.current];
    const { aim } = this.view;
    if (aim.isPanorama) aim.face(planning);
    aim.isSteered = false;
    this.isFramed = false;
    this.frame();
    return planning.slug;
  }

  /** Show another variant of the planning that is looked at. @type {(when: string) => void} */
  choose(when) {
    this.states[this.current] = when;
    this.refresh();
  }
}
