// Scenery: sky, paved ground, haze and shadows, where no camera's picture lies behind the plannings.

import {
  BackSide, CanvasTexture, Color, Float32BufferAttribute, Fog, Mesh, MeshBasicMaterial, MeshLambertMaterial, PCFShadowMap,
  PlaneGeometry, RepeatWrapping, SphereGeometry, SRGBColorSpace,
} from "three";

const [ZENITH, HORIZON] = [0x7fb0dc, 0xe8eef2];
const HAZE_M = [150, 1400]; // where it begins, and where nothing else is seen
const SKY_M = 2500;
const GROUND_M = 1600;
const SLAB_M = 0.6;
const SLAB_PX = 128;
const [SLAB, JOINT] = ["#d3cec4", "#bdb7ab"];
const SHADOWS_M = 70; // to each side of what is looked at
const SHADOWS_PX = 2048;
const SUN = [-60, 90, 40]; // its direction

/**
 * @param {import("three").Scene} scene
 * @param {import("three").WebGLRenderer} renderer
 * @param {import("three").DirectionalLight} sun
 */
export function furnish(scene, renderer, sun) {
  scene.fog = new Fog(HORIZON, ...HAZE_M);
  scene.add(sky(), ground(renderer));
  renderer.localClippingEnabled = true; // of what stands in the way
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = PCFShadowMap;
  renderer.shadowMap.autoUpdate = false; // nothing moves
  sun.castShadow = true;
  sun.shadow.mapSize.set(SHADOWS_PX, SHADOWS_PX);
  sun.shadow.normalBias = 0.08;
  Object.assign(sun.shadow.camera, { left: -SHADOWS_M, right: SHADOWS_M, top: SHADOWS_M, bottom: -SHADOWS_M, near: 1, far: 400 });
}

/** Let the shadows fall about a place of the scene. @type {(sun: import("three").DirectionalLight, at: import("three").Vector3) => void} */
export function shine(sun, at) {
  sun.target.position.copy(at);
  sun.position.set(SUN[0], SUN[1], SUN[2]).add(at);
}

/** Pale at the horizon. @returns {Mesh} */
function sky() {
  const dome = new SphereGeometry(SKY_M, 32, 24);
  const { position } = dome.attributes;
  const colours = Array.from({ length: position.count }, (_, at) => {
    const height = Math.max(0, position.getY(at) / SKY_M);
    return new Color(HORIZON).lerp(new Color(ZENITH), Math.sqrt(height)).toArray();
  });
  dome.setAttribute("color", new Float32BufferAttribute(colours.flat(), 3));
  return new Mesh(dome, new MeshBasicMaterial({ vertexColors: true, side: BackSide, fog: false, depthWrite: false }));
}

/** @type {(renderer: import("three").WebGLRenderer) => Mesh} */
function ground(renderer) {
  const paving = new CanvasTexture(slabs());
  paving.colorSpace = SRGBColorSpace;
  paving.wrapS = paving.wrapT = RepeatWrapping;
  paving.repeat.setScalar(GROUND_M / SLAB_M / 2);
  paving.anisotropy = renderer.capabilities.getMaxAnisotropy();
  const square = new PlaneGeometry(2 * GROUND_M, 2 * GROUND_M); // no corner below the eye, where a picture has none
  const plane = new Mesh(square, new MeshLambertMaterial({ map: paving }));
  plane.rotation.x = -Math.PI / 2;
  plane.position.y = -0.05; // below what stands on it
  plane.receiveShadow = true;
  return plane;
}

/** Two slabs by two, each a little different from the next. */
function slabs() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SLAB_PX;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = JOINT;
  pen.fillRect(0, 0, SLAB_PX, SLAB_PX);
  const half = SLAB_PX / 2;
  for (const [across, down, share] of [[0, 0, 1], [1, 0, 0.94], [0, 1, 0.9], [1, 1, 0.97]]) {
    pen.globalAlpha = share;
    pen.fillStyle = SLAB;
    pen.fillRect(across * half + 1, down * half + 1, half - 2, half - 2);
  }
  return canvas;
}
