import assert from "node:assert/strict";
import { test } from "node:test";

import { patiently } from "../../app/web/static/js/patience.js";

/** @typedef {{ status: number } | null} Answer */

/**
 * Send with these answers in turn, the last of them for ever, and return what came and what was said meanwhile.
 *
 * @param {Answer[]} answers
 * @returns {Promise<{ came: Answer, said: string[], asked: number }>}
 */
async function sent(answers) {
  /** @type {string[]} */
  const said = [];
  let asked = 0;
  const came = await patiently(
    () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)]),
    (why) => said.push(why),
    () => Promise.resolve(),
  );
  return { came, said, asked };
}

const unwell = { status: 503 };

test("what is refused is an answer, and nothing is sent twice", async () => {
  assert.deepEqual(await sent([{ status: 422 }]), { came: { status: 422 }, said: [], asked: 1 });
});

test("while the connection is away it goes on", async () => {
  const away = Array.from({ length: 9 }, () => null);

  const { came, said } = await sent([...away, { status: 200 }]);

  assert.equal(came?.status, 200);
  assert.deepEqual(new Set(said), new Set(["offline"]));
});

test("a server that is unwell is asked again a few times and not for ever", async () => {
  assert.deepEqual(await sent([unwell, unwell, { status: 204 }]), { came: { status: 204 }, said: ["busy", "busy"], asked: 3 });
  assert.deepEqual(await sent([unwell]), { came: unwell, said: ["busy", "busy", "busy"], asked: 4 });
});
