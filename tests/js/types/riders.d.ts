// The shapes that riders' modules hand to one another.  Read by tsc only; nothing of this is delivered.

/** Three numbers: metres east, north, up, or along a camera's right, down, forward. */
type Vector = readonly number[];
/** Nine numbers of a 3x3 matrix, row by row; axes are its columns. */
type Matrix = readonly number[];
/** A point of a picture, px. */
type Pixel = readonly number[];
/** Numbers of any size, row by row. */
type Numbers = ArrayLike<number>;
/** Degrees, WGS 84; height above the ellipsoid in metres, 0 if left out. */
type Place = readonly [lat: number, lon: number, upM?: number];
interface Size {
  width: number;
  height: number;
}

/** Finds what a template has marked with `data-part`; throws where it is not, or is not of that kind. */
interface Part {
  (name: string): HTMLElement;
  <E extends Element>(name: string, kind: new () => E): E;
}

/** Grey; the middle of the first pixel lies at 0.5.  A camera that knows its lens tells it. */
interface Picture<P extends Numbers = Uint8ClampedArray<ArrayBuffer> | Float32Array> extends Size, Partial<Optics> {
  pixels: P;
}
type GreyPicture = Picture<Uint8ClampedArray<ArrayBuffer>>;
interface Optics {
  focalPx: number;
  centreX: number;
  centreY: number;
}

/** A code in a picture: corners clockwise, px; ordered if they begin with the code's own upper left. */
interface Seen {
  text: string;
  corners: Pixel[];
  isOrdered: boolean;
}
type Decode = (picture: GreyPicture) => Promise<Seen[]>;

/** A sign's code as it is measured against. */
interface SignFace {
  facingDeg: number;
  codeMm: number;
}
/** A sign as the page tells it: app/site/onsite.py. */
interface Sign extends SignFace {
  code: string;
  address: string;
  rows: string[];
}
interface StationSign extends Sign {
  lat: number;
  lon: number;
  codeHeightM: number;
  isEstimated: boolean;
}

/** Samples of a blurred code: places from -1 to 1, brightness from 0 (dark) to 1, slopes. */
interface Bitmap {
  count: number;
  x: Float64Array;
  y: Float64Array;
  value: Float64Array;
  slopeX: Float64Array;
  slopeY: Float64Array;
}
/** The light on a code: brightness is (gain + right x + down y) value + offset; spread of what does not fit. */
interface Light {
  gain: number;
  offset: number;
  right: number;
  down: number;
  spread: number;
}
/** A code measured in a picture: px, px² (8 x 8: x0, y0, x1, …); its misfit as a share of the contrast. */
interface Refined {
  corners: Pixel[];
  homography: number[];
  covariance: Float64Array;
}
interface Measured extends Refined {
  misfit: number;
}
/** A bitmap fitted into a picture; noise of the samples that count, grey levels. */
interface Fitted {
  homography: number[];
  gain: number;
  noise: number;
  covariance: Float64Array;
}
interface Pose {
  axes: Matrix;
  position: Vector;
}

/** What is believed of a phone before looking; see look.js. */
interface Belief {
  lnFocal: number;
  lnFocalSpread: number;
  bendSpread: number;
  leanSpread: number;
  crookedSpread: number;
  turnSpread: number;
  delay_s: number;
}
interface Lens {
  longerPx: number;
  centreX: number;
  centreY: number;
  belief: Belief;
}
interface Look {
  corners: Pixel[];
  homography: number[];
  axes: Matrix;
  factor: Float64Array;
  turnSpread: number;
}
/** What a fit looks for: shared by all looks, and own to each; see look.js. */
interface Unknowns {
  shared: number[];
  own: number[][];
}
interface Fit extends Unknowns {
  cost: number;
  misfits: number[];
  covariance: Float64Array;
}
/** One look's share of the normal equations. */
interface Block {
  all: Float64Array;
  pull: Float64Array;
  square: number;
  robust: number;
}
interface System {
  information: Float64Array;
  gradient: Float64Array;
  blocks: Block[];
  cost: number;
  misfits: number[];
}
/** What the looks tell: see `lock` in lock.js. */
interface Found {
  yaw: number;
  errorDeg: number;
  focalPx: number;
  focalError: number;
  distanceM: number;
  offsetM: Vector;
  misfit: number;
  misfitOfLast: number;
  strain: number;
}
/** What one picture has told; error: the search has failed. */
interface Answer {
  /** texts of codes in the picture that are none of these signs */
  others: string[];
  /** the sign that was seen */
  code?: string;
  /** how many good looks there are by now */
  looks?: number;
  found?: Found | null;
  /** good enough to show the planning by it */
  isEnough?: boolean;
  /** quarter turns, in degrees, that the screen angle is off by what the browser told when the picture was taken */
  rollDeg?: number;
  /** the picture and the motion sensors cannot both be right */
  isContrary?: boolean;
  /** the code was too small to be of use: from where it would be large enough */
  nearerM?: number;
}
interface Told extends Answer {
  error?: string;
  place: Vector;
  picture: Size;
  askedAt_s: number;
}

/** The lock as the view keeps it; wanted: where its picture goes. */
interface SignLock {
  focal: number;
  eye: Vector;
  place: Vector;
  picture: Size;
  at_s: number;
  headingDeg: number;
  isTracked: boolean;
  errorDeg: number;
  distanceM: number;
  wanted: { focal: number; eye: Vector };
}
/** How the rider looks: axes and eye in the world; size with the place of the optical axis; px of the viewport. */
interface Outlook {
  size: Size & { centreX?: number; centreY?: number };
  yaw: number;
  axes: Matrix;
  eye: Vector;
  focalPx: number;
}
/** Of the motion sensors; at: seconds. */
interface Reading {
  at: number;
  axes: Matrix;
}
/** session: the phone tracks itself; maySense: else its sensors may be read; isLost: the camera was taken away. */
interface Wanted {
  withCamera: boolean;
  session?: XRSession;
  maySense?: boolean;
  isLost?: boolean;
}
interface Snapshot {
  picture: GreyPicture;
  axes: Matrix;
  rateDegPerS: number;
  place: Vector;
  /** quarter turns that `axes` have been corrected by; none where the phone itself knows how it is held */
  rollDeg?: number;
}
/** What the view sees with: sensor_tracking.js, webxr_tracking.js. */
interface Eyes {
  way: "camera" | "panorama" | "webxr";
  axes: (() => Matrix) | null;
  place: () => Vector;
  look: () => Snapshot | null | undefined;
  lens: (size: Size, lock: SignLock | null) => { focalPx: number; centreX?: number; centreY?: number } | null;
  follow: (frame: XRFrame | undefined) => void;
  draw: (stage: Stage, outlook: Outlook) => void;
  photo: (stage: Stage, outlook: Outlook) => Promise<Blob>;
  told: (answer: Told) => void;
  close: () => unknown;
}
type Stage = ReturnType<typeof import("../../../app/site/static/ar/stage.js").makeStage>;

interface Planning {
  slug: string;
  title: string;
  lat: number;
  lon: number;
  groundM: number;
  rotationDeg: number;
  /** the variant that is shown before anybody chooses */
  first: string;
  states: { when: string; glb: string }[];
}
/** A planning as seen from a sign: metres east, north, up; topM: how high its meshes reach above its ground. */
interface SeenPlanning extends Planning {
  at: Vector;
  point: Vector;
  bearingDeg: number;
  distanceM: number;
  topM?: number;
  /** of what it shows first, metres east, north, up */
  corners?: Vector[];
}
interface Station {
  signs: StationSign[];
  plannings: Planning[];
  prefixes: string[];
  surroundings?: KnownSurroundings;
}
/** Where the houses of a station count from; groundsM: code of a sign -> how much higher the ground is there. */
interface KnownSurroundings {
  glb: string;
  lat: number;
  lon: number;
  groundsM: Record<string, number>;
}
/** How far something reaches, seen from above: x to the east, z to the south. */
interface Extent {
  west: number;
  east: number;
  north: number;
  south: number;
}
/** A house with the numbers of its triangles; see houses.js. */
interface House extends Extent {
  triangles: number[];
}
/** Degrees to the right and up. */
type Turn = (rightDeg: number, upDeg: number) => void;
interface LoadedMesh {
  index: number;
  when: string;
  mesh: import("three").Object3D;
}
/** What the rider is told: key of the page's words, and its values. */
interface Hint {
  word: string;
  share?: number;
  turnDeg?: number;
  index?: number;
  code?: string;
  metres?: number;
  isOld?: boolean;
}

/** The 3D view's camera: degrees and metres; see orbit.js. */
interface Orbit {
  theta: number;
  phi: number;
  radius: number;
}
interface Camera {
  orbit: Orbit;
  target: Vector;
  fieldDeg: number;
}
/** What stands below a picture of the 3D view, and where: px. */
interface Caption {
  title: string;
  place: string;
  state: string;
  note: string;
  address: string;
}
interface CaptionLine {
  text: string;
  size: number;
  down: number;
  bold: boolean;
}
type Viewer = ReturnType<typeof import("../../../app/site/static/viewer/viewer.js").makeViewer>;
type Program = ReturnType<typeof import("../../../app/site/static/viewer/gpu.js").makeProgram>;
/** Sixteen numbers, column by column. */
type Matrix16 = Float32Array | readonly number[];

/** What a GLB holds; see viewer/glb.js. */
interface Accessor {
  raw: Uint8Array<ArrayBuffer>;
  values: Int8Array | Uint8Array | Int16Array | Uint16Array | Uint32Array | Float32Array;
  componentType: number;
  count: number;
  size: number;
  strideBytes: number;
  normalized: boolean;
  min: number[];
  max: number[];
}
interface Primitive {
  positions: Accessor;
  normals: Accessor;
  uvs: Accessor | null;
  indices: Accessor;
  material: number;
}
interface Material {
  colour: Vector;
  opacity: number;
  isClear: boolean;
  cutoff: number;
  base: number;
  rough: number;
  roughness: number;
  metallic: number;
  glow: number;
  isTwoSided: boolean;
}
interface Node3D {
  name?: string;
  mesh?: number;
  parent: number;
  role: string;
  by: Vector;
  turn: Vector;
  scale: Vector;
}
interface Track {
  node: number;
  part: "by" | "turn" | "scale";
  times: Accessor["values"];
  values: Accessor;
}
interface Model {
  nodes: Node3D[];
  meshes: Primitive[][];
  materials: Material[];
  textures: { picture: number; wrap: number }[];
  pictures: Blob[];
  tracks: Track[];
}
interface Bounds {
  low: Vector;
  high: Vector;
}
/** A model with its pictures decoded. */
interface Loaded extends Bounds {
  planned: Bounds;
  model: Model;
  pictures: ImageBitmap[];
}
interface Uploaded {
  meshes: { triangles: WebGLVertexArrayObject; buffers: WebGLBuffer[]; count: number; kind: number; material: number }[][];
  textures: WebGLTexture[];
}
/** A model on the graphics processor, and the ground below it: its middle, and the radius of the scene, metres. */
interface Scene3D extends Bounds {
  planned: Bounds;
  model: Model;
  uploaded: Uploaded;
  places: Matrix16[];
  moving: Set<number>;
  corners: Vector[];
  foot: Vector;
  reach: number;
}

/** What the page of the map knows of the line: app/site/whereabouts.py. */
interface LineStop {
  name: string;
  at: Place;
  after: number;
  station?: { name: string; lang: string; href: string };
}
interface MapPlane {
  origin: Place;
  x: number;
  y: number;
  perM: number;
}
interface Whereabouts {
  lang: string;
  stops: LineStop[];
  plane: MapPlane;
}
/** A stop by its number, and how far it is. */
interface NearStop {
  number: number;
  farM: number;
}
/** So many stops towards the stop `end`, with a change at the stop `fork`; -1 without one. */
interface Ride {
  count: number;
  end: number;
  fork: number;
}
/** Sentences with {places} for values; `ways` are the eight directions. */
type MapWords = Record<string, string> & { ways: string[] };
type MapValues = Record<string, string | Node | undefined>;
