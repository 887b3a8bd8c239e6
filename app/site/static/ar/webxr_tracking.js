// A phone that tracks itself (WebXR with camera access): its place and its way in every frame, and a lens that it knows.
// Eyes for the view, as in sensor_tracking.js.  Where its own world lies in ours, the lock tells.

import { grey } from "./greyscale.js";
import { axesFrom } from "./orientation.js";
import { photograph } from "./photo.js";
import { makeReader } from "./texture_reader.js";
import { lensFrom, originIn, poseOf } from "./webxr_pose.js";

const BLIND_FRAMES = 90; // without a picture of the camera, after which there will be none
const LEVEL = { axes: axesFrom({ headingDeg: 0, pitchDeg: 0, rollDeg: 0 }), place: [0, 0, 0] };

/**
 * @param {Stage} stage
 * @param {XRSession} session
 * @param {{ restarted: () => void, ended: () => void, blind: () => void }} told  restarted: the phone lost its way and
 *   counts from elsewhere; ended: from outside; blind: the session gives no pictures
 * @returns {Promise<Eyes>}
 */
export async function track(stage, session, { restarted, ended, blind }) {
  const space = await stage.enter(session);
  const reader = makeReader(stage.gl);
  /** @type {XRView | null} */
  let view = null;
  /** @type {{ axes: Matrix, place: Vector }} */
  let pose = LEVEL;
  /** @type {Snapshot | null} */
  let seen = null;
  let [frames, isWanted] = [0, false];
  let [isTopDown, isSure] = [false, false]; // how the rows of its pictures run is said nowhere
  /** @type {((picture: Promise<Blob>) => void) | null} */
  let keep = null;
  space.addEventListener("reset", restarted);
  session.addEventListener("end", ended);

  /** @type {(from: XRView, camera: XRCamera) => Optics & ReturnType<typeof reader.read>} */
  function read(from, camera) {
    const picture = reader.read(stage.pictureOf(camera), camera, isTopDown);
    return { ...picture, ...lensFrom(from.projectionMatrix, picture) };
  }

  return {
    way: "webxr",
    axes: () => pose.axes,
    place: () => pose.place,
    look() {
      isWanted = !seen;
      const found = seen;
      seen = null;
      return found;
    },
    lens: (size) => view && lensFrom(view.projectionMatrix, size),
    /** Follow a frame; pictures can only be read within one. */
    follow(frame) {
      view = frame?.getViewerPose(space)?.views[0] ?? view;
      if (!view) return;
      pose = poseOf(view.transform.matrix);
      if (!view.camera && (frames += 1) === BLIND_FRAMES) blind();
      if (!view.camera || !isWanted) return;
      const { colours, ...picture } = read(view, view.camera);
      seen = { picture: { ...picture, pixels: grey(colours) }, ...pose, rateDegPerS: 0 };
      isWanted = false;
    },
    draw(_, { yaw, eye }) {
      stage.drawIn(yaw, originIn(yaw, eye, pose.place));
      if (!keep || !view?.camera) return;
      stage.drawFlat(view);
      keep(photograph(reader.shown(read(view, view.camera)), stage.canvas));
      keep = null;
    },
    photo: () =>
      new Promise((resolve) => {
        keep = resolve;
      }),
    told({ found }) {
      isSure ||= Boolean(found);
      if (!isSure) isTopDown = !isTopDown;
    },
    close() {
      session.removeEventListener("end", ended);
      return session.end().catch(() => {}); // it may have ended by itself
    },
  };
}
