// Reads codes with the camera until somebody says enough.

const PAUSE_MS = 80; // between two pictures: a phone on a ladder has to last a day
const SURE = 2; // pictures in a row that say the same
const PATIENCE_MS = 8_000; // without any code: it is not to be read

/**
 * Open the camera and tell what is read.
 *
 * @param {HTMLVideoElement} video
 * @param {string} readerUrl  of the worker code_reader.js
 * @param {{ read: (texts: string[]) => void, nothing: () => void, failed: (error: unknown) => void }} told
 *   read: the same texts in two pictures in a row; nothing: no code for `PATIENCE_MS`; failed: no camera, or no reader
 * @returns {() => void} closes camera and reader
 */
export function watch(video, readerUrl, told) {
  const worker = new Worker(readerUrl, { type: "module" });
  /** @type {{ grab: () => GreyPicture | null, close: () => void } | undefined} */
  let camera;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let since = performance.now();
  let last = "";
  let times = 0;
  let isClosed = false;

  function close() {
    isClosed = true;
    clearTimeout(timer);
    worker.terminate();
    camera?.close();
  }

  /** @type {(error: unknown) => void} */
  function fail(error) {
    if (isClosed) return;
    close();
    told.failed(error);
  }

  function next() {
    const picture = camera?.grab();
    if (picture) worker.postMessage(picture, [picture.pixels.buffer]);
    else timer = setTimeout(next, PAUSE_MS);
  }

  /** @type {(texts: string[]) => void} */
  function judge(texts) {
    const now = [...texts].sort().join("\n");
    times = now === last ? times + 1 : 1;
    last = now;
    if (texts.length && times >= SURE) told.read([...texts].sort());
    if (texts.length) since = performance.now();
    else if (performance.now() - since > PATIENCE_MS) told.nothing();
  }

  worker.addEventListener("error", ({ message }) => fail(message));
  worker.addEventListener("message", ({ data }) => {
    if (data.error) {
      fail(data.error);
      return;
    }
    judge(data.texts);
    if (!isClosed) timer = setTimeout(next, PAUSE_MS);
  });
  import("/static/ar/camera.js")
    .then(({ openCamera }) => openCamera(video, () => fail("taken away")))
    .then((opened) => {
      camera = opened;
      if (isClosed) {
        opened.close();
        return;
      }
      since = performance.now();
      next();
    })
    .catch(fail);
  return close;
}
