// Drawing: a line or an outline on the plan, point by point; Enter or a press on the last point ends it, Escape drops it.

const SAME_PX = 8;

/**
 * @param {PlanStage & PlanDrawing} stage
 * @param {Pick<SceneDesk, "say" | "words" | "part">} desk
 */
export function makeDrawing(stage, { say, words, part }) {
  /** @type {Spot[] | null} */
  let points = null;
  /** @type {(points: Spot[]) => void} */
  let done = () => {};
  let most = Infinity;

  function stop() {
    points = null;
    stage.drawLine([]);
    part("drawing-bar").hidden = true;
  }

  function finish() {
    const found = points ?? [];
    stop();
    if (found.length) done(found);
  }

  part("drawing-done").addEventListener("click", finish);
  part("drawing-drop").addEventListener("click", stop);
  return {
    get isOn() { return points !== null; },
    /** Let somebody draw; `most` points end it. @type {(callback: (points: Spot[]) => void, mostPoints?: number, sentence?: string) => void} */
    start: (callback, mostPoints = Infinity, sentence = words.draw_line) => {
      [points, done, most] = [[], callback, mostPoints];
      part("drawing-bar").hidden = false;
      part("drawing-words").textContent = sentence;
      say(sentence);
    },
    /** @type {(point: Spot) => void} */
    add: (point) => {
      if (!points) return;
      const last = points.at(-1);
      if (last && Math.hypot(last[0] - point[0], last[1] - point[1]) * stage.view.scale < SAME_PX) return finish();
      points.push(point);
      stage.drawLine(points);
      if (points.length >= most) finish();
    },
    /** @type {(point: Spot) => void} */
    hover: (point) => {
      if (points?.length) stage.drawLine([...points, point]);
    },
    finish,
    stop,
  };
}
