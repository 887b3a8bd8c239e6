// Sharpness: how many pixels a canvas has.  As many as its room shows, at most; fewer while something moves on slow devices.

const MOST_PX = 1600 * 1600; // drawn at once
const [LEAST, STEP] = [0.4, 0.75];

/** @param {HTMLCanvasElement} canvas @param {HTMLElement} room */
export function makeSharpness(canvas, room) {
  let [scale, isLowered] = [1, false];
  return {
    /** It is slow: draw less of what moves. */
    lower() {
      scale = Math.max(LEAST, scale * STEP);
    },
    isLowered: () => isLowered,
    /** Take the size of the room. @type {(isMoving: boolean) => void} */
    fit(isMoving) {
      const [wide, tall] = [room.clientWidth, room.clientHeight];
      isLowered = isMoving && scale < 1;
      const most = Math.min(devicePixelRatio, 2, Math.sqrt(MOST_PX / Math.max(wide * tall, 1)));
      const [width, height] = [wide, tall].map((side) => Math.max(1, Math.round(side * most * (isLowered ? scale : 1))));
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    },
  };
}
