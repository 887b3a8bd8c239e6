// Delivery: steps wait in this browser and go to the server in their turn, also over a broken connection or a closed window.

import { isPossible } from "./applying.js";
import { added, batched, stepsOf } from "./queue.js";
import { talk } from "./sending.js";

/** @typedef {import("./queue.js").Waiting} Waiting */

const AGAIN_MS = 4000; // so long after a failure the server is asked again
const CALM_MS = 450; // so long nothing is added to small steps that are one

/**
 * @param {object} from
 * @param {SceneAddresses} from.addresses
 * @param {SceneModel} from.model
 * @param {KeptSettings} from.kept
 * @param {typeof fetch} from.ask
 * @param {(run: () => void, ms: number) => ReturnType<typeof setTimeout>} from.later
 * @param {StoreTold} from.told  something did not come there
 * @param {() => void} from.changed  the server said something new, or something waits
 * @param {() => void} from.became  another state
 */
export function makeDelivery({ addresses, model, kept, ask, later, told, changed, became }) {
  const room = `waiting.${crypto.randomUUID()}`; // of this window
  let base = model; // what the server said last
  /** @type {Waiting[]} */
  let sent = [];
  /** @type {Waiting[]} */
  let waiting = leftBehind(kept);
  if (waiting.length) kept.set(room, waiting);
  let most = Infinity; // steps at once
  /** @type {SceneStore["state"]} */
  let state = waiting.length ? "sending" : "kept";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @type {(now: SceneStore["state"]) => void} */
  function become(now) {
    if (state === now) return;
    state = now;
    became();
  }

  /** @type {(ms: number) => void} */
  function soon(ms) {
    clearTimeout(timer);
    timer = later(flush, ms);
  }

  function keep() {
    kept.set(room, sent.length + waiting.length ? [...sent, ...waiting] : null);
    changed();
  }

  async function flush() {
    clearTimeout(timer);
    if (sent.length || !waiting.length) return;
    ({ next: sent, rest: waiting } = batched(waiting, most));
    const [{ kind }] = sent;
    const steps = JSON.stringify(stepsOf(sent));
    heard(await talk(ask, addresses[kind], { version: String(base.version), ...(kind === "step" ? { steps } : {}) }));
  }

  function back() {
    [waiting, sent] = [[...sent, ...waiting], []];
  }

  /** @type {(answer: import("./sending.js").Answer) => void} */
  function heard(answer) {
    if (answer.kind === "offline" || answer.kind === "stopped") {
      back();
      if (answer.kind === "stopped" && state !== "stopped") told("stopped", answer.sentence);
      become(answer.kind);
      soon(AGAIN_MS);
      return;
    }
    if (answer.kind === "model") arrived(answer.model);
    else if (answer.kind === "overtaken" && answer.model.version !== base.version) overtaken(answer.model);
    else refused(answer.kind === "refused" ? answer.sentence : "");
    keep();
    flush();
  }

  /** @type {(newest: SceneModel) => void} */
  function arrived(newest) {
    [base, sent, most] = [newest, [], waiting.length ? most : Infinity];
    become(waiting.length ? "sending" : "kept");
  }

  /** @type {(newest: SceneModel) => void} */
  function overtaken(newest) {
    base = newest;
    const again = sent.filter((each) => each.kind !== "step" || isPossible(base, each.step));
    if (again.length < sent.length) told("gone", "");
    sent = again;
    back();
    if (!waiting.length) become("kept");
  }

  /** One of several is to blame: then they go one by one. @type {(sentence: string) => void} */
  function refused(sentence) {
    if (sent.length > 1) {
      back();
      most = 1;
      return;
    }
    sent = [];
    told("refused", sentence);
    become(waiting.length ? "sending" : "kept");
  }

  addEventListener("online", flush);
  soon(0);
  return {
    get base() { return base; },
    get state() { return state; },
    /** Steps that the server may not have yet. */
    get pending() { return stepsOf([...sent, ...waiting]); },
    /** @type {(step: SceneStep, merge?: string) => void} */
    add: (step, merge) => {
      waiting = added(waiting, step, merge);
      if (state === "kept") become("sending");
      keep();
      soon(merge ? CALM_MS : 0);
    },
    /** @type {(kind: "undo" | "redo") => void} */
    turnBack: (kind) => {
      waiting = [...waiting, { kind }];
      if (state === "kept") become("sending");
      flush();
    },
    flush,
    refresh: async () => {
      if (sent.length || waiting.length) return;
      const answer = await talk(ask, addresses.state);
      if (answer.kind === "model" && !sent.length && answer.model.version !== base.version) heard(answer);
    },
  };
}

/** Steps of windows that were closed before they arrived; from one that is still open they come twice and count once. @type {(kept: KeptSettings) => Waiting[]} */
function leftBehind(kept) {
  return kept.names("waiting.").flatMap((name) => {
    /** @type {Waiting[]} */
    const found = kept.get(name, []);
    kept.set(name, null);
    return found.filter(({ kind }) => kind === "step");
  });
}
