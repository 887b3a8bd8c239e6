// Shade: how much of the open ground of a place lies in the shade of what stands there.
//
// A grid of points is laid over the ground.  Looked at from below, a point under the inside of something solid is a building's
// and does not count; one under a roof or a crown counts.  The others are in shade where the sun's map says so.

import { makeProgram } from "./gpu.js";
import { SHADED, SOLID } from "./shaders.js";

const GRID = 128; // points along each side
const STEP_M = 0.15; // kerbs and slabs are lower, and ground

/** @param {WebGL2RenderingContext} gl */
export function makeShade(gl) {
  const [solid, shaded] = [SOLID, SHADED].map((source) => makeProgram(gl, source));
  const [map, counted] = [colourMap(gl), colourMap(gl)];
  const depth = gl.createRenderbuffer();
  gl.bindRenderbuffer(gl.RENDERBUFFER, depth);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.DEPTH_COMPONENT16, GRID, GRID);
  const [frame, empty] = [gl.createFramebuffer(), gl.createVertexArray()];

  /** @type {(texture: WebGLTexture, draw: () => void) => void} */
  function into(texture, draw) {
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.RENDERBUFFER, depth);
    gl.drawBuffers([gl.COLOR_ATTACHMENT0]);
    gl.viewport(0, 0, GRID, GRID);
    gl.depthMask(true);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    draw();
  }

  return {
    /**
     * The share from 0 to 1, 0 where there is no open ground.
     *
     * @param {Bounds} area
     * @param {number} foot  height of the ground, metres
     * @param {(program: Program, view: Matrix16) => void} draw  everything that casts shadows
     * @param {{ giveTo: (program: Program) => void }} shadows  with the sun's map of the same things
     */
    share({ low, high }, foot, draw, shadows) {
      const [middleX, middleZ] = [(low[0] + high[0]) / 2, (low[2] + high[2]) / 2];
      const [halfX, halfZ, from] = [(high[0] - low[0]) / 2, (high[2] - low[2]) / 2, foot + STEP_M];
      const deep = Math.max(high[1] - from, 1);
      const upward = [1 / halfX, 0, 0, 0, 0, 0, 2 / deep, 0, 0, 1 / halfZ, 0, 0, -middleX / halfX, -middleZ / halfZ, -1 - (2 * from) / deep, 1];
      into(map, () => {
        solid.use();
        draw(solid, upward);
      });
      into(counted, () => {
        shaded.use();
        shaded.texture("solid", 0, gl.TEXTURE_2D, map);
        shaded.fours("area", [low[0], low[2], high[0] - low[0], high[2] - low[2]]);
        shaded.number("high", from);
        shadows.giveTo(shaded);
        gl.bindVertexArray(empty);
        gl.drawArrays(gl.TRIANGLES, 0, 3);
      });
      const points = new Uint8Array(GRID * GRID * 4);
      gl.readPixels(0, 0, GRID, GRID, gl.RGBA, gl.UNSIGNED_BYTE, points);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
      let [open, dark] = [0, 0];
      for (let i = 0; i < points.length; i += 4) {
        open += points[i];
        dark += points[i + 1];
      }
      return open ? dark / open : 0;
    },
  };
}

/** @type {(gl: WebGL2RenderingContext) => WebGLTexture} */
function colourMap(gl) {
  const made = /** @type {WebGLTexture} */ (gl.createTexture());
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, GRID, GRID);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  return made;
}
