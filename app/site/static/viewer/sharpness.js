// Sharpness: how many pixels a canvas has.  As many as its room shows, at most; fewer while something moves on slow devices.

const MOST_PX = 1600 * 1600; // drawn at once
const [LEAST, STEP] = [0.4, 0.75];
const FIRST = 1 / 3; // of the first picture, so that it comes soon

/** @param {HTMLCanvasElement} canvas @param {HTMLElement} room */
export function makeSharpness(canvas, room) {
  let [scale, isLowered, isFirst] = [1, false, true];
  return {
    /** It is slow: draw less of what moves. */
    lower() {
      scale = Math.max(LEAST, scale * STEP);
    },
    isLowered: () => isLowered,
    /** Take the size of the room. @type {(isMoving: boolean) => void} */
    fit(isMoving) {
      const [wide, tall] = [room.clientWidth, room.clientHeight];
      const share = isFirst ? FIRST : isMoving ? scale : 1;
      [isLowered, isFirst] = [share < 1, false];
      const most = Math.min(devicePixelRatio, 2, Math.sqrt(MOST_PX / Math.max(wide * tall, 1)));
      const [width, height] = [wide, tall].map((side) => Math.max(1, Math.round(side * most * share)));
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    },
  };
}
