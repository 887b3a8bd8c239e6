import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";

import { keptIn } from "../../../app/web/static/js/scene_editor/kept.js";
import { leftOut } from "../../../app/web/static/js/scene_editor/sending.js";
import { makeStore } from "../../../app/web/static/js/scene_editor/store.js";
import { block, model } from "./model.js";

globalThis.addEventListener ??= () => {};
const ADDRESSES = { underlay_show: "", underlay_place: "", underlay_remove: "", houses: "", step: "/step", undo: "/undo", redo: "/redo", state: "/state", present: "", hit: "", plan: "/plan/HASH", view: "", poster: "" };
const TREE = block({ at: [0, 0] }, { places: [[0, 0, 0, 0, 1]] });

/** A browser's store of words, in memory. */
function storage() {
  /** @type {Map<string, string>} */
  const all = new Map();
  return /** @type {Storage} */ (/** @type {unknown} */ ({ get length() { return all.size; }, key: (/** @type {number} */ i) => [...all.keys()][i] ?? null, getItem: (/** @type {string} */ name) => all.get(name) ?? null, setItem: (/** @type {string} */ name, /** @type {string} */ value) => all.set(name, value), removeItem: (/** @type {string} */ name) => all.delete(name) }));
}

/**
 * A store that talks to a server that answers what it is told to, and what it was asked.
 *
 * @param {((fields: URLSearchParams) => [status: number, body: object] | null)[]} answers  null: no connection
 */
function desk(answers, room = storage(), mayWrite = true) {
  /** @type {SceneStep[][]} */
  const asked = [];
  /** @type {string[]} */
  const told = [];
  /** @type {typeof fetch} */
  const ask = async (address, how) => {
    if (String(address).startsWith("/plan")) return Response.json({ symbols: {}, of: {}, checks: [], budget: {} });
    const fields = /** @type {URLSearchParams} */ (how?.body ?? new URLSearchParams());
    asked.push(JSON.parse(fields.get("steps") ?? "[]"));
    const answer = answers.shift()?.(fields);
    if (!answer) throw new TypeError("no connection");
    return Response.json(answer[1], { status: answer[0] });
  };
  const store = makeStore({ addresses: ADDRESSES, model: model([TREE]), kept: keptIn("t", room), mayWrite, told: (kind, sentence) => told.push(`${kind}: ${sentence}`), ask, later: (run, ms) => setTimeout(run, ms).unref() });
  return { store, asked, told, room };
}

/** @type {(x: number) => SceneStep} */
const to = (x) => ({ label: "move", ops: [{ op: "set", id: "p1", values: { at: [x, 0] } }] });
/** @type {(version: number, x: number) => SceneModel} */
const said = (version, x) => ({ ...model([block({ at: [x, 0] }, { places: [[x, 0, 0, 0, 1]] })]), version, hash: String(version) });

test("a step is seen at once and confirmed by the server", async () => {
  const { store, asked } = desk([() => [200, said(2, 5)]]);
  store.apply(to(5));

  assert.deepEqual(store.block("p1")?.places?.[0][0], 5);
  await pause(20);
  assert.equal(store.state, "kept");
  assert.equal(store.model.version, 2);
  assert.equal(asked.length, 1);
});

test("what is done meanwhile is applied to what the server says", async () => {
  const { store } = desk([() => [200, said(2, 5)], (fields) => [200, said(Number(fields.get("version")) + 1, 9)]]);
  store.apply(to(5));
  await pause(1);
  store.apply(to(9));

  assert.equal(store.block("p1")?.places?.[0][0], 9);
  await pause(30);
  assert.equal(store.model.version, 3);
});

test("without a connection nothing is lost, not even with the window", async () => {
  const first = desk([() => null]);
  first.store.apply(to(5));
  await pause(20);
  assert.equal(first.store.state, "offline");
  const later = desk([() => [200, said(2, 5)]], first.room);

  assert.equal(later.store.block("p1")?.places?.[0][0], 5);
  await pause(20);
  assert.deepEqual(later.asked[0][0].ops, to(5).ops);
  assert.equal(later.asked[0][0].token, first.asked[0][0].token, "it counts once");
  assert.equal(desk([], first.room).store.block("p1")?.places?.[0][0], 0);
});

test("whoever is overtaken takes the newest and goes on", async () => {
  const { store, asked } = desk([() => [409, { words: "", model: said(7, 1) }], () => [200, said(8, 5)]]);
  store.apply(to(5));
  await pause(30);

  assert.equal(asked.length, 2);
  assert.equal(store.model.version, 8);
});

test("what is gone meanwhile is said, and all else is done", async () => {
  const gone = { ...said(7, 1), blocks: [] };
  const { store, told } = desk([() => [409, { words: "", model: gone }]]);
  store.apply(to(5));
  await pause(30);

  assert.deepEqual(told, ["gone: "]);
  assert.equal(store.state, "kept");
});

test("of several steps only the one to blame is taken back", async () => {
  const refused = /** @type {[number, object]} */ ([422, { words: "Das geht nicht.", faults: [{ wrong: "Zu hoch.", mend: "Höchstens 20." }] }]);
  const { store, told, asked } = desk([() => refused, () => [200, said(2, 3)], () => refused, () => [200, said(3, 4)]]);
  for (const x of [3, 99, 4]) store.apply(to(x));
  await pause(60);

  assert.deepEqual(told, ["refused: Das geht nicht. Zu hoch. Höchstens 20."]);
  assert.deepEqual(asked.map((each) => each.length), [3, 1, 1, 1]);
  assert.equal(store.block("p1")?.places?.[0][0], 4);
});

test("many small nudges are one step", async () => {
  const { store, asked } = desk([() => [200, said(2, 3)]]);
  for (const x of [1, 2, 3]) store.apply(to(x), { merge: "p1" });
  await pause(600);

  assert.deepEqual(asked.map((each) => each.map(({ ops }) => ops)), [[to(3).ops]]);
});

test("undo waits for what was done before it", async () => {
  const { store, asked } = desk([() => [200, said(2, 5)], () => [200, said(3, 0)]]);
  store.apply(to(5));
  store.undo();
  await pause(30);

  assert.deepEqual(asked.map((each) => each.length), [1, 0]);
  assert.equal(store.block("p1")?.places?.[0][0], 0);
});

test("whoever may only look changes nothing, and is told so", async () => {
  const { store, told, asked } = desk([], storage(), false);
  store.apply(to(5));
  await pause(10);

  assert.equal(store.block("p1")?.places?.[0][0], 0);
  assert.deepEqual([told, asked], [["reading: "], []]);
});

test("a plan that can never be drawn is waited for by nobody, and the next one is drawn", async () => {
  /** @type {Response[]} */
  const answers = [Response.json({ words: "Zu schwer." }, { status: 422 }), Response.json({ symbols: {}, of: { p1: ["a"] }, checks: [], budget: {} })];
  /** @type {StoreChange[]} */
  const heard = [];
  /** @type {typeof fetch} */
  const ask = async (address) => (String(address).startsWith("/plan") ? answers.shift() ?? Response.error() : Response.json(said(2, 5)));
  const store = makeStore({ addresses: ADDRESSES, model: model([TREE]), kept: keptIn("t", storage()), told: () => {}, ask, later: (run, ms) => setTimeout(run, ms).unref() });
  store.subscribe((what) => heard.push(what));
  while (!heard.includes("plan")) await pause(1);
  assert.deepEqual(store.plan.of, {});

  store.apply(to(5));
  store.flush();
  while (answers.length) await pause(1);
  await pause(5);
  assert.deepEqual(store.plan.of, { p1: ["a"] });
});

test("an address leaves out what this person does not want to see, and names nothing that is gone", () => {
  const scene = model([TREE, block({}, { id: "p2" })]);
  assert.equal(leftOut({ model: scene, hidden: new Set(["p2", "gone"]) }), "?hidden=p2");
  assert.equal(leftOut({ model: scene, hidden: new Set(["gone"]) }), "");
});
