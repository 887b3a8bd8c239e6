// Ground: the bare ground around a scene, which catches its shadows and fades away, as on the posters (app/meshes/poster.py).

import { GROUND } from "./light.js";

const BELOW_M = 0.01;
const REACH = 3; // radii of the scene after which it has faded out
const MARGIN_M = 10;

/** What is worn by the ground, and by whatever has no material. @type {Material} */
export const MATT = { colour: GROUND, opacity: 1, isClear: false, cutoff: 0, base: -1, rough: -1, roughness: 1, metallic: 0, glow: 0, isTwoSided: true };

/** The middle of the foot of a scene, and the radius of its ground, metres. @type {(low: Vector, high: Vector) => { foot: Vector, reach: number }} */
export function footOf(low, high) {
  const foot = [(low[0] + high[0]) / 2, Math.min(low[1], 0) - BELOW_M, (low[2] + high[2]) / 2];
  return { foot, reach: Math.hypot(high[0] - low[0], high[2] - low[2]) / 2 + MARGIN_M };
}

/** @param {WebGL2RenderingContext} gl */
export function makeGround(gl) {
  const square = gl.createVertexArray();
  gl.bindVertexArray(square);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([-1, 0, -1, -1, 0, 1, 1, 0, 1, 1, 0, -1]), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
  gl.bindVertexArray(null);

  return {
    /** Tell a program in use where it lies. @type {(program: Program, scene: Scene3D, view: Matrix16) => void} */
    spread(program, { foot: [x, y, z], reach }, view) {
      const wide = reach * REACH;
      program.fours("fade", [x, z, reach, REACH]);
      program.number("specular", 0);
      program.matrices("view", view);
      program.matrices("place", [wide, 0, 0, 0, 0, 1, 0, 0, 0, 0, wide, 0, x, y, z, 1]);
    },
    draw() {
      gl.bindVertexArray(square);
      gl.vertexAttrib3f(1, 0, 1, 0);
      gl.drawArrays(gl.TRIANGLE_FAN, 0, 4);
    },
  };
}
