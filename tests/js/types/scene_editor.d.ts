// The shapes that the modules of the scene editor hand to one another.  Read by tsc only; nothing of this is delivered.

/** A point on the ground, metres: x, z.  In the world x is east and z is south; in a scene's text they are its own axes. */
type Spot = [x: number, z: number];
/** Where something stands in the world: metres, degrees clockwise seen from above, one factor for its size. */
type ScenePlace = [x: number, y: number, z: number, turnDeg: number, scale: number];
/** [x0, z0, x1, z1], metres, or pixels where it says so. */
type Box = [number, number, number, number];

type TomlValue = string | number | boolean | TomlValue[] | { [name: string]: TomlValue };
type BlockValues = Record<string, TomlValue | null>;

interface SceneBlock {
  id: string;
  table: string;
  line: number;
  values: Record<string, TomlValue>;
  comment: string;
  places?: ScenePlace[];
  per_spot?: number;
  role?: string;
  when: string[];
  clay?: boolean;
  looks?: number;
  /** What it was copied from, until the plan has it. */
  like?: string;
}
interface SceneHead {
  title?: string;
  schematic?: string;
  variants: string[];
  turn_deg?: number;
  front_deg?: number;
  size?: Record<string, TomlValue>;
  cameras?: Record<string, Record<string, TomlValue>>;
}
interface SceneFault {
  id: string;
  line: number;
  field: string;
  wrong: string;
  mend: string;
}
interface SceneModel {
  version: number;
  hash: string;
  text: string;
  can_undo: boolean;
  can_redo: boolean;
  head: SceneHead;
  blocks: SceneBlock[];
  faults: SceneFault[];
  /** of its street sections */
  hints?: SectionHint[];
}

type SceneOp =
  | { op: "set"; id: string; values: BlockValues }
  | { op: "insert"; id: string; table: string; after: string | null; values: BlockValues }
  | { op: "copy"; id: string; of: string; values: BlockValues }
  | { op: "delete"; ids: string[] }
  | { op: "order"; id: string; after: string | null }
  | { op: "variants"; values: string[]; renamed: Values; from: Values }
  | { op: "text"; text: string };
interface SceneStep {
  /** By which it counts once, however often it is sent. */
  token?: string;
  label: string;
  ops: SceneOp[];
}

interface PlanSymbol {
  paths: { d: string; fill: string; y: number; opacity?: number }[];
  box: Box;
  height: number;
}
interface SceneCheck {
  kind: string;
  ids: string[];
  variant: string;
  words: string;
}
interface SceneBudget {
  triangles: number;
  most_triangles: number;
  bytes: number;
  most_bytes: number;
  draw_calls: number;
  most_draw_calls: number;
  finishes: number;
  most_finishes: number;
  seconds: number;
}
interface ScenePlan {
  symbols: Record<string, PlanSymbol>;
  of: Record<string, string[]>;
  checks: SceneCheck[];
  budget: Record<string, SceneBudget>;
}

/** What is selected: blocks, and of some of them only these spots. */
interface SceneSelection {
  ids: string[];
  spots: Record<string, number[]>;
}

interface PaletteSetting {
  name: string;
  label: string;
  what: string;
  unit: string;
  default: string | number | boolean | Spot[];
  low: number | null;
  high: number | null;
  choices: [value: string, label: string][];
}
interface PalettePart {
  name: string;
  title: string;
  what: string;
  search: string;
  picture: string;
  family: string;
  settings: PaletteSetting[];
  handles: Partial<Record<"width" | "depth" | "height" | "square" | "radius", string>>;
  is_ground: boolean;
  points: "" | "line" | "outline";
  /** The slug, if it is an upload. */
  asset?: string;
}
interface ScenePalette {
  families: { name: string; title: string }[];
  parts: PalettePart[];
  materials: { name: string; title: string; colour: string }[];
}

/** What lies about a scene: where its origin is, and what else is known there; metres in the world of the scene. */
interface SceneSite {
  lat: number;
  lon: number;
  /** how far the world of the scene is turned from north */
  rotation_deg: number;
  stop_name: string;
  stop: Spot;
  signs: { code: string; where: string; at: Spot; facing_deg: number; is_estimated: boolean }[];
  neighbours: { title: string; outline: Spot[] }[];
  tracks: Spot[][];
}
interface SceneAround {
  tiles: { url: string; credit: string };
  /** from above; `layers` are those of a WMS, empty for tiles */
  photo: { url: string; layers: string; credit: string };
  site: SceneSite | null;
}
/** What stands about a scene by official data: paths in metres, in the world of the scene; and where that is from. */
interface SceneHouses {
  houses: { path: string; at: Spot; height_m: number }[];
  sources: string[];
}
/** A drawing below a plan: layers with paths in metres about its middle, and where that lies in the world of the scene. */
interface SceneUnderlay {
  /** empty: there is none */
  name: string;
  /** sentences */
  said: string[];
  layers: { name: string; path: string }[];
  placed: UnderlayPlace;
}
interface UnderlayPlace {
  x: number;
  z: number;
  turn_deg: number;
  scale: number;
  /** 0 to 1 */
  opacity: number;
  /** names of layers */
  hidden: string[];
}
/** What the plan and its panel know of it. */
interface UnderlayStore {
  readonly found: SceneUnderlay;
  load(): Promise<void>;
  /** The sentence that says why not, empty where it went well. */
  send(file: File): Promise<string>;
  place(values: Partial<UnderlayPlace>): Promise<string>;
  remove(): Promise<string>;
  watch(run: () => void): void;
}
interface SceneAddresses {
  step: string;
  undo: string;
  redo: string;
  /** of the newest model */
  state: string;
  /** who else is at it */
  present: string;
  /** what a ray meets, with HASH, VARIANT and RAY, six numbers */
  hit: string;
  /** what lies below it; a drawing is sent there as well */
  underlay_show: string;
  underlay_place: string;
  underlay_remove: string;
  /** what stands about it */
  houses: string;
  /** with HASH for that of the text */
  plan: string;
  /** with VARIANT as well */
  view: string;
  /** with CAMERA as well */
  poster: string;
}

interface SceneStart {
  /** of the working copy: what this browser keeps of it goes by that name */
  key: string;
  may_write: boolean;
  addresses: SceneAddresses;
  model: SceneModel;
  palette: ScenePalette;
  tiles: SceneAround["tiles"];
  photo: SceneAround["photo"];
  site: SceneSite | null;
  /** variant -> what the planning calls it */
  states: Values;
}

type StoreTold = (kind: "refused" | "gone" | "stopped" | "reading", sentence: string) => void;
type StoreChange = "model" | "plan" | "selection" | "variant" | "state";
interface SceneStore {
  readonly model: SceneModel;
  readonly plan: ScenePlan;
  readonly selection: SceneSelection;
  readonly variant: string;
  /** Another variant that is shown faintly, or "". */
  readonly ghost: string;
  /** Blocks that this person does not want to see in this browser. */
  readonly hidden: ReadonlySet<string>;
  /** kept: all is with the server; sending; offline: it waits here */
  readonly state: "kept" | "sending" | "offline" | "stopped";
  block(id: string): SceneBlock | undefined;
  apply(step: SceneStep, how?: { merge?: string }): void;
  undo(): void;
  redo(): void;
  /** Send what waits, without waiting for more. */
  flush(): void;
  /** Look what the server has, for a window that was away. */
  refresh(): Promise<void>;
  select(ids: string[], spots?: Record<string, number[]>): void;
  show(variant: string): void;
  haunt(variant: string): void;
  hide(ids: string[], isHidden: boolean): void;
  /** Say what is wrong with a text, which came out only when it was built. */
  blame(hash: string, faults: SceneFault[]): void;
  subscribe(listener: (what: StoreChange) => void): () => void;
  newId(): string;
}

/** What every pane of the editor is given. */
interface SceneDesk {
  element: HTMLElement;
  part: Part;
  store: SceneStore;
  words: Values;
  palette: ScenePalette;
  partOf: (block: SceneBlock | undefined) => PalettePart | undefined;
  around: SceneAround;
  addresses: SceneAddresses;
  /** `isAside`: it gives way to whatever else is said. */
  say: (sentence: string, isAside?: boolean) => void;
  /** When something else was said last, as performance.now() has it. */
  lastSaidAt: () => number;
  kept: KeptSettings;
  /** What was copied, for every scene of this browser. */
  clipboard: KeptSettings;
  walker: SceneWalker;
  underlay: UnderlayStore;
  /** What people call a state. */
  stateName: (variant: string) => string;
  /** What people call a part, an annotation or a camera. */
  nameOf: (id: string) => string;
  /** Commands that panes add. */
  more: Record<string, (how: unknown) => boolean | void>;
  /** Do what a key or a button asks for; false if that is nothing. */
  run: (command: string, how?: unknown) => boolean;
}
/** Who goes through the scene on foot in the 3D pane: shown on the plan, and led from there. */
interface SceneWalker {
  /** in the world; null while nobody walks */
  readonly place: { at: Spot; deg: number } | null;
  show(place: { at: Spot; deg: number } | null): void;
  put(at: Spot): void;
  /** Run whenever they have moved. */
  watch(run: () => void): void;
  /** By whom they are put elsewhere. */
  led(by: (at: Spot) => void): void;
}
interface ScenePlanPane {
  surface: HTMLElement;
  fitAll(): void;
  fitSelection(): void;
  zoom(factor: number): void;
  /** Bring what is selected into view. */
  reveal(): void;
  /** After a setting has changed. */
  redraw(): void;
  /** What lies in the middle of the view, in the world. */
  middle(): Spot;
  /** What lies there on the page; null beside the plan. */
  spotAt(clientX: number, clientY: number): Spot | null;
  /** Let somebody draw a line on the plan, in the world; it ends by itself after `most` points. */
  drawLine(callback: (points: Spot[]) => void, most?: number, sentence?: string): void;
  things(): import("../../../app/web/static/js/scene_editor/things.js").Thing[];
  cancel(): void;
  finish(): void;
  pan(dx: number, dy: number): void;
  hand(isHeld: boolean): void;
  isBusy(): boolean;
}
interface PlanDrawing {
  look(view: import("../../../app/web/static/js/scene_editor/view.js").View): void;
  fit(what: "selection" | "planned" | "all"): void;
  drawAll(): void;
  drawLine(points: Spot[]): void;
  /** After a drag. */
  settle(): void;
}
/** What this person chose in this browser. */
interface KeptSettings {
  get<T>(name: string, otherwise: T): T;
  set(name: string, value: unknown): void;
  /** All names that begin so. */
  names(stem: string): string[];
}

/** What a plan shows and can do, for what is dragged on it. */
interface PlanStage {
  readonly view: import("../../../app/web/static/js/scene_editor/view.js").View;
  readonly store: SceneStore;
  readonly words: Values;
  readonly things: import("../../../app/web/static/js/scene_editor/things.js").Thing[];
  readonly marks: import("../../../app/web/static/js/scene_editor/things.js").Mark[];
  readonly handles: import("../../../app/web/static/js/scene_editor/handles.js").Handle[];
  /** The place whose handles are shown. */
  readonly held: import("../../../app/web/static/js/scene_editor/things.js").Thing | null;
  readonly isSnapping: boolean;
  readonly isMarquee: boolean;
  readonly walker: SceneWalker;
  /** Select a thing, with all of its group. */
  take(thing: import("../../../app/web/static/js/scene_editor/things.js").Thing): void;
  /** Of a line or an outline; -1 for none. */
  choosePoint(index: number): void;
  partOf(block: SceneBlock): PalettePart | undefined;
  lift(): void;
  follow(way: Spot, pixel: Spot): void;
  turn(byDeg: number, about: Spot, pixel: Spot): void;
  pull(handle: import("../../../app/web/static/js/scene_editor/handles.js").Handle, to: Spot, pixel: Spot, shape: Spot[], value: number | null): void;
  markAt(mark: import("../../../app/web/static/js/scene_editor/things.js").Mark, to: Spot): void;
  drawBox(box: Box | null): void;
  guide(guides: import("../../../app/web/static/js/scene_editor/snapping.js").Guide[]): void;
  selectThings(things: import("../../../app/web/static/js/scene_editor/things.js").Thing[]): void;
  commit(step: SceneStep, said: string): void;
}
