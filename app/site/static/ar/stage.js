// The scene in 3D: the plannings in place, drawn over the camera's picture or over a bare ground.
//
// On a phone that tracks itself three.js has the camera, which stands in the phone's own world; ours is turned into it.

import {
  DirectionalLight, Group, HemisphereLight, LineSegments, Matrix4, Mesh, PerspectiveCamera, Scene, Texture, Vector3,
  WebGLRenderer,
} from "three";

import { boxOfPlanned } from "./around.js";
import { viewDeg } from "./projection.js";
import { furnish, shine } from "./scenery.js";

const FAR_M = 3000;

/** @param {HTMLCanvasElement} canvas */
export function makeStage(canvas) {
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: true });
  const scene = new Scene();
  const world = new Group();
  const camera = new PerspectiveCamera(60, 1, 0.1, FAR_M);
  camera.matrixAutoUpdate = false;
  scene.add(world, new HemisphereLight(0xffffff, 0x9a958c, 2.2));
  const sun = new DirectionalLight(0xfff4e0, 2);
  shine(sun, new Vector3());
  world.add(sun, sun.target);
  /** @type {Group[]} */
  const holders = [];
  let size = { width: 0, height: 0 };

  return {
    canvas,
    gl: /** @type {WebGL2RenderingContext} */ (renderer.getContext()),
    /** Give it a sky and a ground of its own, where no camera's picture lies behind. */
    furnish: () => furnish(scene, renderer, sun),
    /**
     * Call something for every picture that is drawn, in WebXR with the frame; null ends it.
     *
     * @param {((frame: XRFrame | undefined) => void) | null} each
     */
    run(each) {
      /** @type {XRFrameRequestCallback} */
      const drawn = (_time, frame) => (frame || !renderer.xr.isPresenting) && each?.(frame);
      renderer.setAnimationLoop(each && drawn); // one picture of the page itself may still be on its way
    },
    /** Show the plannings or not. @type {(isShown: boolean) => void} */
    show(isShown) {
      world.visible = isShown;
    },
    /** Follow the size of the page's viewport, px. @type {(width: number, height: number) => void} */
    resize(width, height) {
      size = { width, height };
      if (renderer.xr.isPresenting) return; // WebXR has a size of its own
      renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
      renderer.setSize(width, height, false);
    },
    /** Make room for the plannings; places in metres east, north, up. @type {(plannings: SeenPlanning[]) => void} */
    place(plannings) {
      holders.splice(0).forEach((holder) => world.remove(holder));
      plannings.forEach(({ at: [east, north, up], rotationDeg }) => {
        const holder = new Group();
        holder.position.set(east, up, -north);
        holder.rotation.y = (-rotationDeg * Math.PI) / 180;
        holders.push(holder);
        world.add(holder);
      });
    },
    /** Put something into the world: x east, y up, z south. @type {(thing: import("three").Object3D) => void} */
    put(thing) {
      world.add(thing);
    },
    /**
     * Put a mesh where its planning is; it shows when its variant is chosen.  Tells how high what is planned reaches,
     * metres, and the corners of what it takes up, east, north, up.
     *
     * @type {(index: number, mesh: import("three").Object3D, isShown: boolean) => { topM: number, corners: Vector[] }}
     */
    add(index, mesh, isShown) {
      mesh.visible = isShown;
      mesh.traverse((part) => Object.assign(part, { castShadow: true, receiveShadow: true }));
      mesh.removeFromParent(); // it may stand at another place already
      const { min, max } = boxOfPlanned(mesh); // along its own axes, which is closer about it than north is
      const holder = holders[index];
      holder.add(mesh);
      holder.updateMatrixWorld();
      const points = [min, max].flatMap(({ x }) => [min, max].flatMap(({ y }) => [min, max].map(({ z }) => new Vector3(x, y, z))));
      const corners = points.map((point) => point.applyMatrix4(holder.matrixWorld)).map(({ x, y, z }) => [x, -z, y]);
      return { topM: max.y, corners };
    },
    /** Something else is shown now, or looked at: shadows fall about that planning. @type {(index: number) => void} */
    shadow(index) {
      shine(sun, holders[index].position);
      renderer.shadowMap.needsUpdate = true;
    },
    /**
     * Draw: axes are the camera's in east, north, up; eye its place; focal length in px of the viewport.
     *
     * @type {(axes: Matrix, eye: Vector, focalPx: number) => void}
     */
    draw(axes, eye, focalPx) {
      if (!size.width || !size.height) return;
      camera.fov = viewDeg(size.height, focalPx);
      camera.aspect = size.width / size.height;
      camera.updateProjectionMatrix();
      camera.matrix.copy(standing(axes, eye));
      camera.matrixWorldNeedsUpdate = true;
      renderer.render(scene, camera);
    },
    /**
     * Hand the drawing over to WebXR.  Returns the space in which the phone tells its poses.
     *
     * @type {(session: XRSession) => Promise<XRReferenceSpace>}
     */
    async enter(session) {
      renderer.xr.enabled = true;
      renderer.xr.setReferenceSpaceType("local");
      await renderer.xr.setSession(session);
      return /** @type {XRReferenceSpace} */ (renderer.xr.getReferenceSpace()); // there is one in a session
    },
    /**
     * The camera's picture in this frame, as a texture.
     *
     * @param {XRCamera} seeing
     */
    pictureOf(seeing) {
      const asTyped = /** @type {import("three").WebXRCamera} */ (/** @type {unknown} */ (seeing)); // three's types err
      return /** @type {WebGLTexture} */ (renderer.xr.getCameraTexture(asTyped)?.sourceTexture);
    },
    /**
     * Draw in WebXR: the world turned by `-yaw` about its origin, which lies at `origin` of the phone's own world.
     *
     * @type {(yaw: number, origin: [number, number, number]) => void}
     */
    drawIn(yaw, origin) {
      world.rotation.y = -yaw;
      world.position.set(...origin);
      renderer.render(scene, camera);
    },
    /** Draw what a view of WebXR shows into the canvas, for a photograph. @type {(view: XRView) => void} */
    drawFlat({ transform, projectionMatrix }) {
      const shown = renderer.getRenderTarget();
      camera.matrix.fromArray(transform.matrix);
      camera.projectionMatrix.fromArray(projectionMatrix);
      camera.matrixWorldNeedsUpdate = true;
      renderer.xr.enabled = false;
      renderer.setRenderTarget(null);
      renderer.setViewport(0, 0, canvas.width, canvas.height);
      renderer.render(scene, camera);
      renderer.xr.enabled = true;
      renderer.setRenderTarget(shown);
    },
    /** Give back everything the graphics card holds. */
    leave() {
      scene.traverse((thing) => (thing instanceof Mesh || thing instanceof LineSegments) && release(thing));
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}

/**
 * The camera's matrix in the scene (x east, y up, z south; looking along its own -z).
 *
 * @type {(axes: Matrix, eye: Vector) => Matrix4}
 */
function standing(axes, [east, north, up]) {
  const [rx, dx, fx, ry, dy, fy, rz, dz, fz] = axes;
  return new Matrix4().set(
    rx, -dx, -fx, east,
    rz, -dz, -fz, up,
    -ry, dy, fy, -north,
    0, 0, 0, 1,
  );
}

/** @type {(mesh: Mesh | LineSegments) => void} */
function release(mesh) {
  mesh.geometry.dispose();
  for (const material of [mesh.material].flat()) {
    Object.values(material).forEach((value) => value instanceof Texture && value.dispose());
    material.dispose();
  }
}
