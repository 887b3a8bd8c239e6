// GLB: what a glTF 2.0 file of ours holds, read without copying.
//
// Only what app/meshes writes is understood: one buffer, triangles with indices, textures inside, motion in straight
// lines from key to key; also quantized.  An upload was written anew by app/meshes before it comes here.

const [MAGIC, JSON_CHUNK] = [0x46546c67, 0x4e4f534a];
const KINDS = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };
const ARRAYS = { 5120: Int8Array, 5121: Uint8Array, 5122: Int16Array, 5123: Uint16Array, 5125: Uint32Array, 5126: Float32Array };
const UNMOVED = { by: [0, 0, 0], turn: [0, 0, 0, 1], scale: [1, 1, 1] };

/**
 * Read a file.  Throws where it is none, or is not all there.
 *
 * @param {ArrayBuffer} file
 * @returns {Model}
 */
export function read(file) {
  const head = new DataView(file);
  if (file.byteLength < 20 || head.getUint32(0, true) !== MAGIC || head.getUint32(8, true) !== file.byteLength) {
    throw new Error("This is no whole GLB.");
  }
  const length = head.getUint32(12, true);
  if (head.getUint32(16, true) !== JSON_CHUNK) throw new Error("A GLB begins with its JSON.");
  const given = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 20, length)));
  const start = 20 + length + 8;
  /** @type {(number: number) => Uint8Array<ArrayBuffer>} */
  const view = (number) => {
    const { byteOffset = 0, byteLength } = given.bufferViews[number];
    return new Uint8Array(file, start + byteOffset, byteLength);
  };
  /** @type {(number: number) => Accessor} */
  const accessor = (number) => {
    const { bufferView, byteOffset = 0, componentType, count, type, normalized = false, min, max } = given.accessors[number];
    const size = KINDS[/** @type {keyof typeof KINDS} */ (type)];
    const made = ARRAYS[/** @type {keyof typeof ARRAYS} */ (componentType)];
    const strideBytes = given.bufferViews[bufferView].byteStride ?? size * made.BYTES_PER_ELEMENT;
    const raw = view(bufferView);
    const values = new made(file, raw.byteOffset + byteOffset, strideBytes === size * made.BYTES_PER_ELEMENT ? count * size : 0);
    return { raw: raw.subarray(byteOffset), values, componentType, count, size, strideBytes, normalized, min, max };
  };
  return {
    nodes: nodes(given),
    meshes: given.meshes.map((/** @type {any} */ mesh) => mesh.primitives.map((/** @type {any} */ each) => primitive(each, accessor))),
    materials: (given.materials ?? []).map(material),
    textures: (given.textures ?? []).map((/** @type {any} */ each) => texture(each, given)),
    pictures: (given.images ?? []).map((/** @type {any} */ each) => new Blob([view(each.bufferView)], { type: each.mimeType })),
    tracks: (given.animations ?? []).flatMap((/** @type {any} */ each) => tracks(each, accessor)),
  };
}

/** @type {(given: any) => Node3D[]} */
function nodes(given) {
  /** @type {Node3D[]} */
  const found = given.nodes.map((/** @type {any} */ { name, mesh, translation, rotation, scale }) => ({
    name,
    mesh,
    parent: -1,
    role: "",
    ...UNMOVED,
    ...(translation && { by: translation }),
    ...(rotation && { turn: rotation }),
    ...(scale && { scale }),
  }));
  given.nodes.forEach((/** @type {{ children?: number[] }} */ { children = [] }, /** @type {number} */ number) => {
    for (const child of children) found[child].parent = number;
  });
  for (const node of found) node.role = groupOf(node, found);
  return found;
}

/** The name of the group that a node is in: of what stands right below the root. @type {(node: Node3D, all: Node3D[]) => string} */
function groupOf(node, all) {
  const above = all[node.parent];
  return above && above.parent >= 0 ? groupOf(above, all) : node.name ?? "";
}

/** @type {(given: any, accessor: (number: number) => Accessor) => Primitive} */
function primitive({ attributes, indices, material: number = -1 }, accessor) {
  return {
    positions: accessor(attributes.POSITION),
    normals: accessor(attributes.NORMAL),
    uvs: attributes.TEXCOORD_0 === undefined ? null : accessor(attributes.TEXCOORD_0),
    indices: accessor(indices),
    material: number,
  };
}

/** @type {(given: any) => Material} */
function material({ pbrMetallicRoughness: surface = {}, alphaMode = "OPAQUE", alphaCutoff = 0.5, emissiveFactor = [0, 0, 0], doubleSided = false }) {
  const [red, green, blue, alpha] = surface.baseColorFactor ?? [1, 1, 1, 1];
  return {
    colour: [red, green, blue],
    opacity: alphaMode === "BLEND" ? alpha : 1,
    isClear: alphaMode === "BLEND",
    cutoff: alphaMode === "MASK" ? alphaCutoff : 0,
    base: surface.baseColorTexture?.index ?? -1,
    rough: surface.metallicRoughnessTexture?.index ?? -1,
    roughness: surface.roughnessFactor ?? 1,
    metallic: surface.metallicFactor ?? 1,
    glow: emissiveFactor[0],
    isTwoSided: doubleSided,
  };
}

/** @type {(given: any, all: any) => { picture: number, wrap: number }} */
function texture({ source, sampler, extensions }, all) {
  const picture = extensions?.EXT_texture_webp?.source ?? source;
  return { picture, wrap: all.samplers?.[sampler]?.wrapS ?? 10497 };
}

/** @type {(given: any, accessor: (number: number) => Accessor) => Track[]} */
function tracks({ channels, samplers }, accessor) {
  return channels.map((/** @type {any} */ { sampler, target: { node, path } }) => ({
    node,
    part: { translation: "by", rotation: "turn", scale: "scale" }[/** @type {string} */ (path)],
    times: accessor(samplers[sampler].input).values,
    values: accessor(samplers[sampler].output),
  }));
}
