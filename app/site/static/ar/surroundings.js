// Surroundings: official houses about the station.  They hide what is planned behind them, and their edges are a ruler.
//
// Over the camera's picture they are drawn into the depth only; where there is none they stand there in grey.  A house
// in which or at which something planned stands hides nothing: it may be the one that makes way.  Nor does one seen from
// inside: then the sign is not where it is said to be.

import {
  Box3, BufferAttribute, BufferGeometry, EdgesGeometry, Group, LineBasicMaterial, LineSegments, Matrix4, Mesh,
  MeshBasicMaterial, MeshLambertMaterial, Vector3,
} from "three";

import { toLocal } from "./geodesy.js";
import { filled } from "./guidance.js";
import { housesOf, isAt, wallAheadM } from "./houses.js";
import { GLTFLoader } from "../vendor/three-0.183.2/jsm/loaders/GLTFLoader.js";

const GREY = 0xcfcac2;
const EDGE = 0xffe14d;
const CORNER_DEG = 20; // from here on the line between two faces is an edge
const FAR_M = 250; // as far as houses are known

/**
 * @param {KnownSurroundings} known
 * @param {import("./view.js").View} view  whose buttons for houses then appear; nothing does if it was closed meanwhile
 */
export async function surround(known, { stage, part, controls, aim }) {
  const { scene } = await new GLTFLoader().loadAsync(known.glb);
  if (controls.ended.signal.aborted) return null; // somebody left meanwhile
  const triangles = trianglesOf(scene);
  const houses = housesOf(triangles);
  const spared = new Set();
  const { group, hiding, ruler } = drawn(triangles, aim.isPanorama);
  const [hide, outline] = ["hide", "outline"].map((name) => part(name, HTMLInputElement));
  let isChosen = false; // by the rider
  /** @type {Vector} */
  let at = [0, 0, 0];

  function show() {
    hiding.visible = hide.checked;
    ruler.visible = outline.checked;
    part("wall").hidden = !outline.checked;
    part("note-houses").hidden = aim.isPanorama || !hide.checked;
    part("note-front").hidden = aim.isPanorama || hide.checked;
  }

  outline.checked = false;
  part("ruler").hidden = aim.isPanorama; // there is nothing to measure against
  part("houses").hidden = false;
  controls.on(outline, "change", show);
  controls.on(hide, "change", () => {
    isChosen = true;
    show();
    controls.showNotes();
  });
  stage.put(group);

  return {
    /** By a sign of which the place is a guess houses would hide the wrong things. @type {(sign: StationSign) => void} */
    stand(sign) {
      const [east, north] = toLocal([known.lat, known.lon], [sign.lat, sign.lon]);
      at = [east, north, -(known.groundsM[sign.code] ?? 0)];
      group.position.set(east, at[2], -north);
      if (!isChosen) hide.checked = !sign.isEstimated;
      show();
    },
    /** What is planned in or at a house is not hidden by it. @type {(thing: import("three").Object3D) => void} */
    spare(thing) {
      const { min, max } = boxIn(group, thing);
      const extent = { west: min.x, east: max.x, north: min.z, south: max.z };
      houses.filter((house) => isAt(house, extent)).forEach((house) => spared.add(house));
      const kept = houses.filter((house) => !spared.has(house)).flatMap((house) => house.triangles);
      hiding.geometry.setIndex(kept.flatMap((own) => [own * 3, own * 3 + 1, own * 3 + 2]));
    },
    /** Say how far it is to the house in the middle of the picture. @type {(outlook: Outlook) => void} */
    tell({ axes, eye: [east, north, up] }) {
      if (!outline.checked) return;
      const away = wallAheadM(triangles, [east - at[0], up - at[2], at[1] - north], [axes[2], axes[8], -axes[5]]);
      const { near = "", none = "" } = part("wall").dataset;
      const said = away < FAR_M ? filled(near, { metres: controls.metres.format(away) }) : none;
      if (part("wall").textContent !== said) part("wall").textContent = said;
    },
    end() {
      for (const name of ["houses", "wall", "note-houses"]) part(name).hidden = true;
    },
  };
}

/**
 * What is drawn, the first first: the depth of all houses, their edges, then, with nothing of that depth left, the depth
 * of the houses that hide.
 *
 * @param {Float32Array} triangles
 * @param {boolean} isSolid
 */
function drawn(triangles, isSolid) {
  const corners = new BufferAttribute(triangles, 3);
  const [all, some] = [new BufferGeometry(), new BufferGeometry()].map((each) => each.setAttribute("position", corners));
  const unseen = { colorWrite: false, polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 };
  const depth = new Mesh(all, new MeshBasicMaterial(unseen));
  const edges = new LineSegments(new EdgesGeometry(all, CORNER_DEG), new LineBasicMaterial({ color: EDGE }));
  edges.onAfterRender = (renderer) => renderer.clearDepth();
  const grey = new MeshLambertMaterial({ color: GREY, flatShading: true });
  const hiding = new Mesh(some, isSolid ? grey : new MeshBasicMaterial(unseen));
  const ruler = new Group().add(depth, edges);
  [depth, edges, hiding].forEach((each, rank) => {
    each.renderOrder = rank - 3;
    each.frustumCulled = false;
  });
  return { group: new Group().add(ruler, hiding), hiding, ruler };
}

/** All triangles of a model, as houses.js has them. @type {(model: import("three").Object3D) => Float32Array} */
function trianglesOf(model) {
  /** @type {number[]} */
  const found = [];
  const corner = new Vector3();
  model.updateMatrixWorld(true);
  model.traverse((child) => {
    if (!(child instanceof Mesh)) return;
    const { position } = child.geometry.attributes;
    const order = child.geometry.index?.array ?? Uint32Array.from({ length: position.count }, (_, at) => at);
    for (const at of order) found.push(...corner.fromBufferAttribute(position, at).applyMatrix4(child.matrixWorld));
  });
  return Float32Array.from(found);
}

/** How far a thing reaches in a group's axes. @type {(group: Group, thing: import("three").Object3D) => Box3} */
function boxIn(group, thing) {
  group.updateWorldMatrix(true, false);
  thing.updateWorldMatrix(true, true);
  const into = group.matrixWorld.clone().invert();
  const box = new Box3();
  thing.traverse((child) => {
    if (!(child instanceof Mesh)) return;
    child.geometry.computeBoundingBox();
    box.union(child.geometry.boundingBox.clone().applyMatrix4(new Matrix4().multiplyMatrices(into, child.matrixWorld)));
  });
  return box;
}
