// Random numbers that come out the same in every run.

/** A source of numbers 0 <= x < 1 from a whole number (mulberry32). @type {(seed: number) => () => number} */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A normally distributed number, mean 0, standard deviation 1 (Box and Muller).
 *
 * @type {(random: () => number) => number}
 */
export function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** @type {(random: () => number, low: number, high: number) => number} */
export function range(random, low, high) {
  return low + (high - low) * random();
}
