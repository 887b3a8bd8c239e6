// Feeds the worker with the camera's pictures, each with the way the phone pointed just then; where it was is kept.

const PAUSE_MS = { searching: 60, locked: 400 };

/**
 * @param {Sign[]} signs  the station's
 * @param {{ eyes: Pick<Eyes, "look">, told: (answer: Told) => void, isLocked: () => boolean }} view
 * @returns {{ forget: () => void, stop: () => void }}  forget: what was seen so far no longer counts
 */
export function startSearch(signs, view) {
  const worker = new Worker(new URL("./search_worker.js", import.meta.url), { type: "module" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {Pick<Told, "place" | "picture" | "askedAt_s"> & { rollDeg: number }} */
  let seen = { place: [0, 0, 0], picture: { width: 0, height: 0 }, askedAt_s: 0, rollDeg: 0 };
  let [isAsked, isStale] = [false, false];
  function next() {
    const look = view.eyes.look();
    if (!look) {
      waiting = setTimeout(next, 30);
      return;
    }
    const { place, rollDeg, ...asked } = look;
    const { width, height } = asked.picture;
    seen = { place, picture: { width, height }, askedAt_s: performance.now() / 1000, rollDeg: rollDeg ?? 0 };
    isAsked = true;
    worker.postMessage({ ...asked, mayRoll: rollDeg !== undefined }, [asked.picture.pixels.buffer]);
  }
  worker.addEventListener("message", ({ data }) => {
    if (!data.ready && !isStale) view.told({ ...data, ...seen, rollDeg: ((data.rollDeg ?? 0) + seen.rollDeg) % 360 });
    [isAsked, isStale] = [false, false];
    waiting = setTimeout(next, data.ready ? 0 : PAUSE_MS[view.isLocked() ? "locked" : "searching"]);
  });
  worker.addEventListener("error", ({ message }) => view.told({ ...seen, others: [], error: message }));
  worker.postMessage({ signs });
  return {
    forget() {
      worker.postMessage({ forget: true });
      isStale = isAsked; // an answer that is on its way belongs to the past
    },
    stop() {
      clearTimeout(waiting);
      worker.terminate();
    },
  };
}
