// The shapes that the studio's modules hand to one another.  Read by tsc only; nothing of this is delivered.

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Finds a field of a form by its name; throws where it is not, or is not of that kind. */
interface Field {
  (name: string): HTMLInputElement;
  <E>(name: string, kind: new () => E): E;
}

/** What a form says: name -> value. */
type Values = Record<string, string>;
/** What lies in this browser because it may not have reached the server. */
interface KeptInBrowser {
  at: number;
  origin: Values;
  fields: Values;
  isSent?: boolean; // it was on its way when the page was left
}

/** What the map shows: app/web/place.py.  An outline: x east, z south of its point, metres. */
type LatLon = [lat: number, lon: number];
type Corners = [number, number][];
type LeafletMap = import("leaflet").Map;
type LeafletMarker = import("leaflet").Marker;
type LeafletPolygon = import("leaflet").Polygon;
interface MapSign {
  code: string;
  lat: number;
  lon: number;
  facing_deg: number;
  href?: string;
  name?: string;
}
interface MapPlanning {
  title: string;
  lat: number;
  lon: number;
  rotation_deg: number;
  footprint: Corners;
}
interface MapStop {
  at: LatLon;
  name?: string;
}
interface MapScene {
  tiles: { url: string; credit: string };
  tracks: LatLon[][];
  stop?: MapStop;
  stops: MapStop[];
  signs: MapSign[];
  plannings: MapPlanning[];
  footprint?: Corners;
}

/** All signs, as the phone keeps them for where there is no reception: app/actions/check_signs.py. */
interface Stock {
  prefixes: string[];
  signs: Record<string, StockSign>;
}
interface StockSign {
  state: string;
  station: number;
  name: string;
  where: string;
  lat: number;
  lon: number;
  uncertaintyM: number;
}
/** found: as tests/js/verdicts.json tells. */
interface Verdict {
  found: string;
  code: string;
}
interface Judged extends Verdict {
  expected: string;
  texts: string[];
  stock: Stock;
}
/** The sentences of a page that checks or surveys signs. */
interface SignWords {
  steps: Values;
  findings: Record<string, { title: string; advice: string }>;
  states: Values;
}
/** A reading of a phone's receiver. */
interface Fix {
  lat: number;
  lon: number;
  accuracyM: number;
  atMs: number;
}
/** Metres from somewhere. */
interface Off {
  east: number;
  north: number;
  accuracyM: number;
}

/** What waits on this device until the studio has it. */
interface Item {
  /** made here, so that it counts once however often it is delivered */
  id: string;
  /** who noted it: nobody else delivers it */
  account: number;
  /** where to */
  url: string;
  kind: "check" | "survey";
  /** of the sign */
  code: string;
  /** what was noted, in words */
  told: string;
  /** of the form */
  fields: Record<string, FormDataEntryValue | FormDataEntryValue[]>;
  photos: Blob[];
  /** when it was noted, ISO 8601 */
  at: string;
  /** what the studio said to it; it then only waits to be read */
  answer?: string;
}
type Delivered = "nothing" | "delivered" | "answered" | "offline" | "expired";

interface HTMLElementEventMap {
  arrived: CustomEvent<{ slug: string }>;
  "htmx:after:request": CustomEvent<{ ctx: { response: { status: number; headers: Headers } } }>;
}
