// GPU: programs, and a model's triangles and pictures, on the graphics processor.

const CLAMP = 33071;
const SMOOTH_SIDES = 8; // how many samples a slanted picture takes

/**
 * Compile a program.  Its uniforms are set by name: numbers, vectors and matrices by their length.
 *
 * @param {WebGL2RenderingContext} gl
 * @param {{ vertex: string, fragment: string }} source
 */
export function makeProgram(gl, { vertex, fragment }) {
  const program = /** @type {WebGLProgram} */ (gl.createProgram());
  for (const [kind, text] of /** @type {[number, string][]} */ ([[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]])) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  /** @type {Map<string, WebGLUniformLocation | null>} */
  const known = new Map();
  /** @type {(name: string) => WebGLUniformLocation | null} */
  const where = (name) => {
    if (!known.has(name)) known.set(name, gl.getUniformLocation(program, name));
    return known.get(name) ?? null;
  };
  return {
    use() {
      gl.useProgram(program);
      if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(`No shader: ${gl.getProgramInfoLog(program)}`);
    },
    /** @type {(name: string, value: number) => void} */
    number: (name, value) => gl.uniform1f(where(name), value),
    /** @type {(name: string, values: Iterable<number>) => void} */
    threes: (name, values) => gl.uniform3fv(where(name), [...values]),
    /** @type {(name: string, values: Iterable<number>) => void} */
    fours: (name, values) => gl.uniform4fv(where(name), [...values]),
    /** @type {(name: string, values: Float32Array | readonly number[]) => void} */
    matrices: (name, values) => gl.uniformMatrix4fv(where(name), false, /** @type {Float32Array} */ (values)),
    /** Bind a texture to a unit. @type {(name: string, unit: number, kind: number, bound: WebGLTexture | null) => void} */
    texture(name, unit, kind, bound) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(kind, bound);
      gl.uniform1i(where(name), unit);
    },
  };
}

/**
 * Hand a model's triangles and pictures over; `pictures` are its own, decoded.
 *
 * @param {WebGL2RenderingContext} gl
 * @param {Model} model
 * @param {ImageBitmap[]} pictures
 * @returns {Uploaded}
 */
export function upload(gl, model, pictures) {
  const bases = new Set(model.materials.map(({ base }) => base));
  const textures = model.textures.map(({ picture, wrap }, number) => texture(gl, pictures[picture], wrap, bases.has(number)));
  const meshes = model.meshes.map((mesh) => mesh.map((primitive) => ({
    ...triangles(gl, primitive),
    count: primitive.indices.count,
    kind: primitive.indices.componentType,
    material: primitive.material,
  })));
  return { meshes, textures };
}

/** Give back what was handed over. @type {(gl: WebGL2RenderingContext, uploaded: Uploaded) => void} */
export function release(gl, { meshes, textures }) {
  for (const each of textures) gl.deleteTexture(each);
  for (const { triangles: found, buffers } of meshes.flat()) {
    gl.deleteVertexArray(found);
    for (const buffer of buffers) gl.deleteBuffer(buffer);
  }
}

/** A texture of one colour, for what has none. @type {(gl: WebGL2RenderingContext) => WebGLTexture} */
export function plain(gl) {
  const made = /** @type {WebGLTexture} */ (gl.createTexture());
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array([255, 255, 255, 255]));
  return made;
}

/** @type {(gl: WebGL2RenderingContext, primitive: Primitive) => { triangles: WebGLVertexArrayObject, buffers: WebGLBuffer[] }} */
function triangles(gl, { positions, normals, uvs, indices }) {
  const made = /** @type {WebGLVertexArrayObject} */ (gl.createVertexArray());
  /** @type {WebGLBuffer[]} */
  const buffers = [];
  /** @type {(target: number, raw: Uint8Array<ArrayBuffer>) => void} */
  const fill = (target, raw) => {
    const buffer = /** @type {WebGLBuffer} */ (gl.createBuffer());
    buffers.push(buffer);
    gl.bindBuffer(target, buffer);
    gl.bufferData(target, raw, gl.STATIC_DRAW);
  };
  gl.bindVertexArray(made);
  for (const [place, given] of [positions, normals, uvs].entries()) {
    if (!given) continue;
    fill(gl.ARRAY_BUFFER, given.raw);
    gl.enableVertexAttribArray(place);
    gl.vertexAttribPointer(place, given.size, given.componentType, given.normalized, given.strideBytes, 0);
  }
  fill(gl.ELEMENT_ARRAY_BUFFER, indices.raw);
  gl.bindVertexArray(null);
  return { triangles: made, buffers };
}

/** @type {(gl: WebGL2RenderingContext, picture: ImageBitmap, wrap: number, isColour: boolean) => WebGLTexture} */
function texture(gl, picture, wrap, isColour) {
  const made = /** @type {WebGLTexture} */ (gl.createTexture());
  gl.bindTexture(gl.TEXTURE_2D, made);
  gl.texImage2D(gl.TEXTURE_2D, 0, isColour ? gl.SRGB8_ALPHA8 : gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, picture);
  gl.generateMipmap(gl.TEXTURE_2D);
  const side = wrap === CLAMP ? gl.CLAMP_TO_EDGE : gl.REPEAT;
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, side);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, side);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
  const slanted = gl.getExtension("EXT_texture_filter_anisotropic");
  if (slanted) gl.texParameterf(gl.TEXTURE_2D, slanted.TEXTURE_MAX_ANISOTROPY_EXT, SMOOTH_SIDES);
  return made;
}
