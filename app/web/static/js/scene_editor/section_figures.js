// Figures of a street section: who and what moves and stands on its strips, seen along the street.  Metres, feet at 0, up is -y.

const HEAD = "a.13.13 0 1 0 .26 0a.13.13 0 1 0-.26 0Z";
const WHEELS = "M-.82-.32h.24V0h-.24ZM.58-.32h.24V0h-.24Z";

/** @type {Record<string, { d: string, glass?: string, width: number }>} */
export const FIGURES = {
  person: { width: 0.7, d: `M-.13-1.62${HEAD}M-.2-1.43Q0-1.5.2-1.43L.25-.85.18-.83.14-1.2.13-.78.1 0H.02L0-.7-.02 0H-.1L-.13-.78-.14-1.2-.18-.83-.25-.85Z` },
  bicycle: { width: 0.9, d: `M-.13-1.72${HEAD}M-.03 0H.03V-.68H-.03ZM-.3-1.04H.3V-.99H-.3ZM-.2-1.52Q0-1.6.2-1.52L.27-1.05.21-1.02.15-1.3.15-.85.2-.42.12-.4.05-.8H-.05L-.12-.4-.2-.42-.15-.85-.15-1.3-.21-1.02-.27-1.05Z` },
  car: { width: 1.8, d: `M-.88-.22V-.72Q-.88-.86-.77-.9L-.61-1.38Q-.57-1.48-.45-1.48H.45Q.57-1.48.61-1.38L.77-.9Q.88-.86.88-.72V-.22Z${WHEELS}`, glass: "M-.63-.93-.5-1.35H.5L.63-.93Z" },
  bus: { width: 2.55, d: "M-1.27-.3V-2.75Q-1.27-3-1.02-3H1.02Q1.27-3 1.27-2.75V-.3ZM-1.15-.4h.3V0h-.3ZM.85-.4h.3V0h-.3Z", glass: "M-1.1-1.15V-2.45H1.1V-1.15Z" },
  tram: { width: 2.4, d: "M-1.2-.2V-2.6Q-1.12-3.35-.8-3.4H.8Q1.12-3.35 1.2-2.6V-.2ZM-.04-3.4-.3-4.3.26-5.3H-.6V-5.42H.6V-5.3H.4L-.2-4.3.06-3.4Z", glass: "M-.97-1.15-.9-2.6H.9L.97-1.15Z" },
  tree: { width: 3.6, d: "M-.11 0V-3.2H.11V0ZM-.2-2.7Q-1.5-2.4-1.7-3.5-2.4-4.5-1.6-5.4-1.4-6.9.1-7 1.6-7 1.7-5.5 2.4-4.6 1.7-3.5 1.4-2.4.2-2.7Z" },
  lamp: { width: 0.6, d: "M-.06 0V-5.8Q0-6.3.5-6.3H1.3V-6.15H.5Q.1-6.1.06-5.8V0ZM.9-6.15H1.4V-6.02H.9Z" },
  tuft: { width: 0.6, d: "M-.25 0-.35-.4-.12-.1-.1-.5 0-.1.12-.45.12-.1.35-.35.25 0Z" },
};

/** @type {Record<string, string>} */
const ON = {
  footway: "person", platform: "person", cycle_track: "bicycle", cycle_lane: "bicycle", advisory_lane: "bicycle", parking: "car", carriageway: "car",
  bus_lane: "bus", tram_track: "tram", grass_track: "tram", trees: "tree", furnishing: "lamp", green: "tuft",
};
const LANE_M = 2.75;
const MORE_ROOM = /** @type {Record<string, number>} */ ({ person: 1.3, tuft: 1 }); // metres that one more of them takes

/**
 * What stands on a strip, and where: metres to the right of its middle.
 *
 * @param {import("./section_strips.js").Strip} strip
 * @returns {{ name: string, at: number[] }}
 */
export function standing({ kind, width, more }) {
  const name = ON[kind] ?? "";
  if (!name || more.spacing_m === 0) return { name: "", at: [] };
  const lanes = kind === "carriageway" ? Number(more.lanes) || Math.max(1, Math.floor(width / LANE_M + 1e-6)) : 1;
  const count = MORE_ROOM[name] ? Math.min(4, Math.max(1, Math.floor(width / MORE_ROOM[name]))) : lanes;
  return { name, at: Array.from({ length: count }, (_, i) => (width * (i + 0.5)) / count - width / 2) };
}
