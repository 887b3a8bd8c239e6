// Renderer: draws a model in the sun, on a ground that fades, into a canvas; own WebGL 2, no library.
//
// Before the sky's maps of shadow are drawn, the sky shines everywhere; then its shade settles in.

import { makeProgram, plain, release, upload } from "./gpu.js";
import { footOf, makeGround, MATT } from "./ground.js";
import { light, WAYS } from "./lighting.js";
import { lens, lookAt, times } from "./matrix.js";
import { moving, places } from "./model.js";
import { makeShade } from "./shade.js";
import { makeShadows } from "./shadows.js";
import { SKIES } from "./shader_parts.js";
import { DEPTH, LIT } from "./shaders.js";

const [NEAR_SHARE, FAR_SHARE] = [0.004, 12]; // of the distance that the camera began at, and of the scene's reach
const NO_FADE = [0, 0, 1, 0];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ sun: number, sky: number }} sizesPx  of the maps of shadow
 */
export function makeRenderer(canvas, sizesPx) {
  const gl = canvas.getContext("webgl2", { antialias: true });
  if (!gl) throw new Error("There is no WebGL 2.");
  const [lit, depth] = [LIT, DEPTH].map((source) => makeProgram(gl, source));
  const [shadows, white, ground] = [makeShadows(gl, sizesPx), plain(gl), makeGround(gl)];
  gl.enable(gl.DEPTH_TEST);
  gl.depthFunc(gl.LEQUAL);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  /** @type {ReturnType<typeof makeShade> | null} */
  let shade = null; // until somebody asks
  /** @type {Scene3D | null} */
  let scene = null;
  let sun = [0, 1, 0];
  let skyDone = 0;
  let isSunDone = false;

  /** @type {(program: Program, view: Matrix16, wants: (material: Material, node: number) => boolean, isDressed: boolean) => void} */
  function drawModel(program, view, wants, isDressed) {
    if (!scene) return;
    program.matrices("view", view);
    for (const [number, place] of scene.places.entries()) {
      for (const primitive of scene.uploaded.meshes[scene.model.nodes[number].mesh ?? -1] ?? []) {
        const material = scene.model.materials[primitive.material] ?? MATT;
        if (!wants(material, number)) continue;
        program.matrices("place", place);
        wear(program, material, isDressed);
        gl?.bindVertexArray(primitive.triangles);
        gl?.drawElements(gl.TRIANGLES, primitive.count, primitive.kind, 0);
      }
    }
  }

  /** @type {(program: Program, material: Material, isDressed: boolean) => void} */
  function wear(program, material, isDressed) {
    program.number("cutoff", material.cutoff);
    program.number("isTwoSided", Number(material.isTwoSided || material.cutoff > 0));
    if (isDressed || material.cutoff) program.texture("base", 0, WebGL2RenderingContext.TEXTURE_2D, scene?.uploaded.textures[material.base] ?? white);
    if (!isDressed) return;
    program.texture("rough", 1, WebGL2RenderingContext.TEXTURE_2D, scene?.uploaded.textures[material.rough] ?? white);
    program.threes("colour", material.colour);
    for (const name of /** @type {const} */ (["roughness", "metallic", "glow", "opacity"])) program.number(name, material[name]);
  }

  /** Draw how deep everything lies that is not clear. @type {(matrix: Matrix16, isAtRest?: boolean) => void} */
  function cast(matrix, isAtRest = false) {
    depth.use();
    drawModel(depth, matrix, ({ isClear }, node) => !isClear && !(isAtRest && scene?.moving.has(node)), false);
  }

  return {
    /** Take a model to the graphics processor. @type {(loaded: Loaded) => Scene3D} */
    take({ model, pictures, low, high, planned }) {
      const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((corner) => low.map((value, axis) => (corner & (1 << axis) ? high[axis] : value)));
      return { model, uploaded: upload(gl, model, pictures), places: places(model, 0), moving: moving(model), low, high, planned, corners, ...footOf(low, high) };
    },
    /** @type {(next: Scene3D) => void} */
    show(next) {
      scene = next;
      [skyDone, isSunDone] = [0, false];
    },
    /** @type {(toward: Vector) => void} */
    shine(toward) {
      sun = [...toward];
      isSunDone = false;
    },
    /** Move what moves; seconds since it was at rest. @type {(at_s: number) => void} */
    move(at_s) {
      if (!scene) return;
      scene.places = places(scene.model, at_s);
      isSunDone = false;
    },
    /** Draw some of the sky's maps; tell whether all are there. @type {(most: number) => boolean} */
    settle(most) {
      for (let end = Math.min(SKIES, skyDone + most); scene && skyDone < end; skyDone += 1) {
        shadows.drawSky(skyDone, WAYS[skyDone], scene.corners, (matrix) => cast(matrix, true));
      }
      return skyDone === SKIES;
    },
    /** `isRough` draws no soft edges, for a first picture that comes soon. @type {(camera: { eye: Vector, look: Vector, fieldDeg: number }, settled: number, isRough: boolean) => void} */
    draw({ eye, look, fieldDeg }, settled, isRough) {
      if (!scene) return;
      if (!isSunDone) shadows.drawSun(sun, scene.corners, (matrix) => cast(matrix));
      isSunDone = true;
      gl.viewport(0, 0, canvas.width, canvas.height);
      gl.depthMask(true);
      gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
      const far = Math.hypot(...eye.map((value, axis) => value - look[axis]));
      const view = times(lens(fieldDeg, canvas.width / canvas.height, far * NEAR_SHARE + 0.02, far + scene.reach * FAR_SHARE), lookAt(eye, look));
      gl.colorMask(false, false, false, false);
      cast(view); // how deep everything is, so that only what is seen is lit
      gl.colorMask(true, true, true, true);
      lit.use();
      shadows.giveTo(lit);
      lit.number("isRough", Number(isRough));
      light(lit, { sun, eye, settled, foot: scene.foot[1] });
      lit.fours("fade", NO_FADE);
      lit.number("specular", 1);
      drawModel(lit, view, ({ isClear }) => !isClear, true);
      gl.enable(gl.BLEND);
      ground.spread(lit, scene, view);
      wear(lit, MATT, true);
      ground.draw();
      lit.fours("fade", NO_FADE);
      lit.number("specular", 1);
      gl.colorMask(false, false, false, false);
      drawModel(lit, view, ({ isClear }) => isClear, true);
      gl.colorMask(true, true, true, true);
      drawModel(lit, view, ({ isClear }) => isClear, true); // only what of it is nearest, as on the posters
      gl.disable(gl.BLEND);
    },
    /** The share of the open ground of an area that lies in shade where `other` stands. @type {(other: Scene3D, area: Bounds) => number} */
    shaded(other, area) {
      const shown = scene;
      scene = other;
      shade ??= makeShade(gl);
      shadows.drawSun(sun, other.corners, (matrix) => cast(matrix));
      const share = shade.share(area, other.foot[1], (program, view) => drawModel(program, view, ({ isClear }) => !isClear, false), shadows);
      [scene, isSunDone] = [shown, false];
      return share;
    },
    /** Give a model back that is shown no more. @type {(gone: Scene3D) => void} */
    drop: ({ uploaded }) => release(gl, uploaded),
    /** Give everything back to the graphics processor. */
    close: () => gl.getExtension("WEBGL_lose_context")?.loseContext(),
  };
}
