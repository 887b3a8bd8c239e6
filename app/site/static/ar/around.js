// Around: what of a scene stands there anyway, about what is planned.  Where one is, it is seen without a phone; where no
// camera's picture lies behind, it makes a place of what is planned, and must not hide it: none of it was surveyed.

import { Box3, Mesh, Plane, Raycaster, Vector3 } from "three";

import { wayTo } from "./framing.js";

const AROUND = ["context", "ground"]; // groups of a scene
const SAMPLES = 24; // points of what is planned that are looked for
const HIDDEN = 0.5; // share of them from which on what stands around is drawn like glass
const GLASS = { transparent: true, opacity: 0.3, depthWrite: false };
const NEAR_M = 0.5; // so close before a point it is that point's own house

/** @type {(scene: import("three").Object3D) => void} */
export function takeAway(scene) {
  for (const name of AROUND) scene.getObjectByName(name)?.removeFromParent();
}

/**
 * Cut out what stands between the eye and what is planned, and let the rest be seen through where it still hides that.
 *
 * @param {import("three").Object3D} scene
 * @param {Vector[]} corners  of what is planned, metres east, north, up
 * @param {Vector} eye
 */
export function clearWay(scene, corners, eye) {
  const context = scene.getObjectByName("context");
  if (!context) return;
  const clippingPlanes = wayTo(corners, eye).map(({ east, north, less }) => new Plane(new Vector3(east, 0, -north), -less));
  /** @type {(point: Vector3) => boolean} */
  const isCut = (point) => clippingPlanes.length > 0 && clippingPlanes.every((plane) => plane.distanceToPoint(point) < 0);
  const from = new Vector3(eye[0], eye[2], -eye[1]);
  const points = sampled(scene);
  const hidden = points.filter((point) => isHidden(point, from, context, isCut)).length;
  const look = hidden > HIDDEN * points.length ? GLASS : {};
  for (const part of meshesOf(context)) {
    const [own] = [part.material].flat().map((each) => each.clone()); // the ground may have the same
    part.material = Object.assign(own, { clippingPlanes, clipIntersection: true, clipShadows: true, ...look });
  }
}

/** Return the box about what is planned, or about all where nothing is. @type {(scene: import("three").Object3D) => Box3} */
export function boxOfPlanned(scene) {
  const planned = plannedOf(scene).reduce((box, part) => box.expandByObject(part), new Box3());
  return planned.isEmpty() ? new Box3().setFromObject(scene) : planned;
}

/** @type {(point: Vector3, from: Vector3, context: import("three").Object3D, isCut: (point: Vector3) => boolean) => boolean} */
function isHidden(point, from, context, isCut) {
  const way = point.clone().sub(from);
  const caster = new Raycaster(from, way.clone().normalize(), 0, Math.max(0, way.length() - NEAR_M));
  return caster.intersectObject(context).some((hit) => !isCut(hit.point));
}

/** Return some points of what is planned, in the world. @type {(scene: import("three").Object3D) => Vector3[]} */
function sampled(scene) {
  const parts = plannedOf(scene).map((part) => ({ part, count: part.geometry.attributes.position.count }));
  const every = parts.reduce((sum, { count }) => sum + count, 0) / SAMPLES;
  /** @type {Vector3[]} */
  const found = [];
  let next = every / 2; // of all vertices, one part after the other
  for (const { part, count } of parts) {
    for (; next < count; next += every) found.push(part.getVertexPosition(Math.floor(next), new Vector3()).applyMatrix4(part.matrixWorld));
    next -= count;
  }
  return found;
}

/** @type {(scene: import("three").Object3D) => Mesh[]} */
function plannedOf(scene) {
  const around = AROUND.flatMap((name) => meshesOf(scene.getObjectByName(name)));
  return meshesOf(scene).filter((each) => !around.includes(each));
}

/** @type {(thing: import("three").Object3D | undefined) => Mesh[]} */
function meshesOf(thing) {
  /** @type {Mesh[]} */
  const found = [];
  thing?.traverse((part) => part instanceof Mesh && found.push(part));
  return found;
}
