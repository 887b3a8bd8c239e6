import assert from "node:assert/strict";
import { test } from "node:test";

import { deliver } from "../../../app/web/static/js/sign_check/deliver.js";
import { sure } from "../sure.js";

const URL = "/studio/schild/";
/** @type {Item} */
const ITEM = {
  id: "a",
  account: 7,
  url: URL,
  kind: "check",
  code: "22222A",
  told: "",
  fields: { code: "22222A", state: "" },
  photos: [],
  at: "2026-11-25T09:30:00Z",
};

/**
 * A studio that answers with `replies`, one after the other; what it was asked, and what is still kept.
 *
 * @param {Item[]} items
 * @param {(Response | Error)[]} replies
 */
function studio(items, ...replies) {
  const kept = new Map(items.map((item) => [item.id, item]));
  /** @type {Record<string, unknown>[]} */
  const asked = [];
  /** @type {Parameters<typeof deliver>[1]} */
  const how = {
    account: 7,
    send: async (url, { body: sent }) => {
      const body = /** @type {FormData} */ (sent);
      asked.push({ ...Object.fromEntries(body), url, measured: body.getAll("measured") });
      const answer = sure(replies.shift());
      if (answer instanceof Error) throw answer;
      return answer;
    },
    remove: async (id) => kept.delete(id),
    put: async (item) => kept.set(item.id, item),
  };
  return { how, asked, kept };
}

/** @type {(body: object, status?: number) => Response} */
const reply = (body, status = 200) => new Response(JSON.stringify(body), { status });

test("what the studio kept is removed here, and carries its own id and moment", async () => {
  const { how, asked, kept } = studio([ITEM], reply({ conflict: false }));

  assert.equal(await deliver([ITEM], how), "delivered");

  assert.equal(kept.size, 0);
  assert.equal(asked[0].request_id, "a");
  assert.equal(asked[0].seen_at, ITEM.at);
});

test("without reception everything stays, and nothing more is tried", async () => {
  const second = { ...ITEM, id: "b" };
  const { how, asked, kept } = studio([ITEM, second], new TypeError("no network"));

  assert.equal(await deliver([ITEM, second], how), "offline");

  assert.deepEqual([...kept.keys()], ["a", "b"]);
  assert.equal(asked.length, 1);
});

test("a fault of the server is no answer: it is tried again later", async () => {
  const { how, kept } = studio([ITEM], reply({}, 503));

  assert.equal(await deliver([ITEM], how), "offline");
  assert.equal(sure(kept.get("a")).answer, undefined);
});

test("an expired sign-in loses nothing", async () => {
  const { how, kept } = studio([ITEM], reply({}, 401));

  assert.equal(await deliver([ITEM], how), "expired");
  assert.equal(kept.size, 1);
});

test("a conflict and a refusal stay to be read, and are not delivered again", async () => {
  const second = { ...ITEM, id: "b" };
  const { how, kept, asked } = studio([ITEM, second], reply({ conflict: true, words: "blieb" }), reply({ words: "nein" }, 403));

  assert.equal(await deliver([ITEM, second], how), "answered");
  assert.deepEqual([...kept.values()].map(({ answer }) => answer), ["blieb", "nein"]);

  assert.equal(await deliver([...kept.values()], how), "nothing");
  assert.equal(asked.length, 2);
});

test("what somebody else noted on this phone waits for them", async () => {
  const { how, asked } = studio([ITEM]);

  assert.equal(await deliver([{ ...ITEM, account: 8 }], how), "nothing");
  assert.equal(asked.length, 0);
});

test("each goes where it belongs, with every box that was ticked", async () => {
  const survey = { ...ITEM, id: "b", url: "/studio/schild/22222A/vermessung", fields: { measured: ["place", "facing"] } };
  const { how, asked, kept } = studio([ITEM, survey], reply({ conflict: false }), reply({ conflict: false }));

  await deliver([ITEM, survey], how);

  assert.deepEqual(asked.map(({ url }) => url), [ITEM.url, survey.url]);
  assert.deepEqual(asked[1].measured, ["place", "facing"]);
  assert.equal(kept.size, 0);
});
