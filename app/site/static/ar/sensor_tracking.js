// A phone that does not track itself: the motion sensors tell which way it points; where it is stays where it was.
//
// Eyes, for the view: way; axes(), null where nothing tells them; place(); look(), null between pictures; lens(size,
// lock), null where nothing tells it; follow(frame); draw(stage, outlook); photo(stage, outlook); told(answer); close().

import { openCamera } from "./camera.js";
import { photograph } from "./photo.js";
import { cover } from "./projection.js";
import { readSensors, screenDeg } from "./motion_sensors.js";
import { rolled } from "./screen_angle.js";

/**
 * @param {HTMLVideoElement} video
 * @param {{ withCamera: boolean, maySense: boolean, lost: () => void, turned: () => void }} wanted  lost: the camera was
 *   taken away; turned: the phone is held another way now, and its browser tells nothing of it
 * @returns {Promise<Eyes>}  without sensors or camera their way is `panorama`
 */
export async function hold(video, { withCamera, maySense, lost, turned }) {
  const sensors = maySense ? await readSensors() : null;
  let rollDeg = 0; // by what the sign says, the screen angle is off by so much
  /** @type {{ isWide: boolean, screenDeg: number } | null} */
  let held = null; // how, when the sign was last seen
  const pointed = sensors && (() => rolled(sensors.axes(), rollDeg));
  const camera = withCamera && sensors ? await openCamera(video, lost).catch(() => null) : null;
  /** @type {Eyes["draw"]} */
  const draw = (stage, { axes, eye, focalPx }) => stage.draw(axes, eye, focalPx);
  return {
    way: camera ? "camera" : "panorama",
    axes: pointed,
    place: () => [0, 0, 0],
    look() {
      const picture = camera?.grab();
      return pointed && picture && { picture, axes: pointed(), rateDegPerS: sensors.rateDegPerS(), place: [0, 0, 0], rollDeg };
    },
    lens: ({ width, height }, lock) =>
      lock && { focalPx: lock.focal * cover(lock.picture.width, lock.picture.height, width, height).scale },
    follow() {},
    draw,
    photo(stage, outlook) {
      draw(stage, outlook);
      return photograph(video, stage.canvas);
    },
    told({ isEnough, rollDeg: found, picture }) {
      const way = { isWide: picture.width > picture.height, screenDeg: screenDeg() };
      if (isEnough) [rollDeg, held] = [found ?? 0, way];
      else if (held && held.isWide !== way.isWide && held.screenDeg === way.screenDeg) {
        held = null;
        turned();
      }
    },
    close() {
      camera?.close();
      sensors?.stop();
    },
  };
}
