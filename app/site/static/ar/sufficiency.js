// When a lock counts: it is sharp enough, and pictures and motion sensors can both be right.

const [FEWEST, SHARP_DEG] = [3, 1]; // looks, and the error that is good enough at once
const [SEVERAL, FAIR_DEG] = [8, 3]; // after so many looks a fair one will do
const [MISFIT, STRAIN] = [40, 4]; // beyond these picture and sensors contradict one another

/**
 * Whether a lock is good enough to show the planning by it.
 *
 * @type {(found: Pick<Found, "errorDeg">, count: number) => boolean}
 */
export function isEnough({ errorDeg }, count) {
  return (count >= FEWEST && errorDeg <= SHARP_DEG) || (count >= SEVERAL && errorDeg <= FAIR_DEG);
}

/**
 * Whether pictures and motion sensors can both be right: otherwise the answer is wrong by more than it knows.
 *
 * @type {(found: Pick<Found, "misfit" | "strain">) => boolean}
 */
export function fits({ misfit, strain }) {
  return misfit <= MISFIT && strain <= STRAIN;
}

/** Whether it holds for the newest look, too: the sensors may have jumped since. @type {(found: Pick<Found, "misfitOfLast">) => boolean} */
export function fitsLast({ misfitOfLast }) {
  return misfitOfLast <= MISFIT;
}
