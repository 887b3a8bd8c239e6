// Feeds the worker with the camera's pictures, each with the way the phone pointed just then.

const PAUSE_MS = { searching: 60, locked: 400 };

/**
 * @param {object[]} signs  the station's signs, as makeFinder wants them
 * @param {{ camera: object, sensors: object, told: (answer: object) => void, isLocked: () => boolean }} view
 * @returns {{ stop: () => void }}
 */
export function startSearch(signs, view) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  let waiting = 0;
  let size;
  function next() {
    const picture = view.camera.grab();
    if (!picture) {
      waiting = setTimeout(next, 30);
      return;
    }
    size = { width: picture.width, height: picture.height };
    const asked = { picture, axes: view.sensors.axes(), rateDegPerS: view.sensors.rateDegPerS() };
    worker.postMessage(asked, [picture.pixels.buffer]);
  }
  worker.addEventListener("message", ({ data }) => {
    if (!data.ready) view.told({ ...data, picture: size });
    waiting = setTimeout(next, data.ready ? 0 : PAUSE_MS[view.isLocked() ? "locked" : "searching"]);
  });
  worker.addEventListener("error", ({ message }) => view.told({ error: message }));
  worker.postMessage({ signs });
  return {
    stop() {
      clearTimeout(waiting);
      worker.terminate();
    },
  };
}
