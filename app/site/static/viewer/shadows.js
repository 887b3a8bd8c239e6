// Shadows: how far light comes, from the sun and from each of a few directions of the sky, as maps of depth.

import { parallel } from "./matrix.js";
import { SKIES } from "./shader_parts.js";

/**
 * Make the maps; they are drawn into by `draw`, which is called with a matrix for everything that casts shadows.
 *
 * @param {WebGL2RenderingContext} gl
 * @param {{ sun: number, sky: number }} sizesPx
 */
export function makeShadows(gl, sizesPx) {
  const frame = gl.createFramebuffer();
  const sunMap = depthMap(gl, gl.TEXTURE_2D, gl.DEPTH_COMPONENT24, sizesPx.sun);
  const skyMaps = depthMap(gl, gl.TEXTURE_2D_ARRAY, gl.DEPTH_COMPONENT16, sizesPx.sky);
  const [compared, plain] = [sampler(gl, true), sampler(gl, false)];
  const toSky = new Float32Array(SKIES * 12); // rows, from metres to a map's own 0 to 1
  let [toSun, sunAcross, skyTexel] = [/** @type {Matrix16} */ (new Float32Array(16)), /** @type {Vector} */ ([1, 1, 1]), 1];

  /** @type {(sizePx: number, attach: () => void, draw: () => void) => void} */
  function into(sizePx, attach, draw) {
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    attach();
    gl.viewport(0, 0, sizePx, sizePx);
    gl.drawBuffers([gl.NONE]);
    gl.depthMask(true);
    gl.disable(gl.BLEND);
    gl.clear(gl.DEPTH_BUFFER_BIT);
    gl.enable(gl.POLYGON_OFFSET_FILL);
    gl.polygonOffset(1.2, 2);
    draw();
    gl.disable(gl.POLYGON_OFFSET_FILL);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  return {
    /** @type {(sun: Vector, corners: Vector[], draw: (matrix: Matrix16) => void) => void} */
    drawSun(sun, corners, draw) {
      const { matrix, across } = parallel(sun.map((value) => -value), corners);
      [toSun, sunAcross] = [matrix, across];
      const attach = () => gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, gl.TEXTURE_2D, sunMap, 0);
      into(sizesPx.sun, attach, () => draw(matrix));
    },
    /** @type {(layer: number, way: Vector, corners: Vector[], draw: (matrix: Matrix16) => void) => void} */
    drawSky(layer, way, corners, draw) {
      const { matrix, across } = parallel(way.map((value) => -value), corners);
      const rows = [0, 1, 2].flatMap((row) => [0, 1, 2, 3].map((column) => matrix[column * 4 + row] / 2 + (column === 3 ? 0.5 : 0)));
      toSky.set(rows, layer * 12);
      skyTexel = Math.max(across[0], across[1], layer ? skyTexel * sizesPx.sky : 0) / sizesPx.sky;
      const attach = () => gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.DEPTH_ATTACHMENT, skyMaps, 0, layer);
      into(sizesPx.sky, attach, () => draw(matrix));
    },
    /** Give the maps to a program that is in use. @type {(program: Program) => void} */
    giveTo(program) {
      program.texture("sunMap", 2, gl.TEXTURE_2D, sunMap);
      gl.bindSampler(2, compared);
      program.texture("sunDepth", 3, gl.TEXTURE_2D, sunMap);
      gl.bindSampler(3, plain);
      program.matrices("toSun", toSun);
      program.threes("sunAcross", sunAcross);
      program.number("sunTexel", Math.max(sunAcross[0], sunAcross[1]) / sizesPx.sun);
      program.texture("skyMaps", 4, gl.TEXTURE_2D_ARRAY, skyMaps);
      gl.bindSampler(4, compared);
      program.fours("toSky", toSky);
      program.number("skyTexel", skyTexel);
    },
  };
}

/** @type {(gl: WebGL2RenderingContext, kind: number, format: number, sizePx: number) => WebGLTexture} */
function depthMap(gl, kind, format, sizePx) {
  const made = /** @type {WebGLTexture} */ (gl.createTexture());
  gl.bindTexture(kind, made);
  if (kind === gl.TEXTURE_2D) gl.texStorage2D(kind, 1, format, sizePx, sizePx);
  else gl.texStorage3D(kind, 1, format, sizePx, sizePx, SKIES);
  return made;
}

/** How a map is read: compared with a depth, between its points, or as it is. @type {(gl: WebGL2RenderingContext, isCompared: boolean) => WebGLSampler} */
function sampler(gl, isCompared) {
  const made = /** @type {WebGLSampler} */ (gl.createSampler());
  gl.samplerParameteri(made, gl.TEXTURE_MIN_FILTER, isCompared ? gl.LINEAR : gl.NEAREST);
  gl.samplerParameteri(made, gl.TEXTURE_MAG_FILTER, isCompared ? gl.LINEAR : gl.NEAREST);
  gl.samplerParameteri(made, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.samplerParameteri(made, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  if (isCompared) {
    gl.samplerParameteri(made, gl.TEXTURE_COMPARE_MODE, gl.COMPARE_REF_TO_TEXTURE);
    gl.samplerParameteri(made, gl.TEXTURE_COMPARE_FUNC, gl.LEQUAL);
  }
  return made;
}
