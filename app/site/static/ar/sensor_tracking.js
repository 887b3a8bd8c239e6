// A phone that does not track itself: the motion sensors tell which way it points; where it is stays where it was.
//
// Eyes, for the view: way; axes(), null where nothing tells them; place(); look(), null between pictures; lens(size,
// lock), null where nothing tells it; follow(frame); draw(stage, outlook); photo(stage, outlook); told(answer); close().

import { openCamera } from "./camera.js";
import { photograph } from "./photo.js";
import { cover } from "./projection.js";
import { readSensors } from "./motion_sensors.js";

/**
 * @param {HTMLVideoElement} video
 * @param {{ withCamera: boolean, maySense: boolean, lost: () => void }} wanted  lost: the camera was taken away
 * @returns {Promise<Eyes>}  without sensors or camera their way is `panorama`
 */
export async function hold(video, { withCamera, maySense, lost }) {
  const sensors = maySense ? await readSensors() : null;
  const camera = withCamera && sensors ? await openCamera(video, lost).catch(() => null) : null;
  /** @type {Eyes["draw"]} */
  const draw = (stage, { axes, eye, focalPx }) => stage.draw(axes, eye, focalPx);
  return {
    way: camera ? "camera" : "panorama",
    axes: sensors && sensors.axes,
    place: () => [0, 0, 0],
    look() {
      const picture = camera?.grab();
      return sensors && picture && { picture, axes: sensors.axes(), rateDegPerS: sensors.rateDegPerS(), place: [0, 0, 0] };
    },
    lens: ({ width, height }, lock) =>
      lock && { focalPx: lock.focal * cover(lock.picture.width, lock.picture.height, width, height).scale },
    follow() {},
    draw,
    photo(stage, outlook) {
      draw(stage, outlook);
      return photograph(video, stage.canvas);
    },
    told() {},
    close() {
      camera?.close();
      sensors?.stop();
    },
  };
}
