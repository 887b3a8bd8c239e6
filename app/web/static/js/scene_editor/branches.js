// Branches: what the list of all parts shows, as a tree of plain values.  Pure.

import { spotsOf } from "./selecting.js";
import { isStreet } from "./streets.js";

/**
 * @typedef {{ key: string, id: string, spot: number | null, name: string, note: string, isHidden: boolean, isFaulty: boolean,
 *   parent: string, children: Branch[] }} Branch
 */

const ROLES = ["planned", "context", "ground"];
const MOST_SPOTS = 60; // more single places of one block are not listed

/**
 * @param {Pick<SceneStore, "model" | "variant" | "hidden">} store
 * @param {Pick<SceneDesk, "words" | "nameOf">} desk
 * @returns {Branch[]}
 */
export function branchesOf({ model, variant, hidden }, { words, nameOf }) {
  const faulty = new Set(model.faults.map(({ id }) => id));
  const here = model.blocks.filter(({ when }) => when.includes(variant));
  const parts = here.filter(({ table }) => table === "parts");
  const groups = [...new Set(parts.flatMap(({ values }) => (values.group ? [String(values.group)] : [])))];
  /** @type {(key: string, name: string, blocks: SceneBlock[]) => Branch[]} */
  const branch = (key, name, blocks) => (blocks.length ? [{ ...bare(key, name), note: String(blocks.length), children: blocks.map((block) => ofBlock(block, key)) }] : []);
  /** @type {(block: SceneBlock, parent: string) => Branch} */
  const ofBlock = (block, parent) => {
    const many = spotsOf(block);
    const { places = [], per_spot: per = 1, id } = block;
    const note = [places.length > 1 && !isStreet(block) ? `${places.length} ×` : "", block.values.locked ? words.locked : "", hidden.has(id) ? words.hidden : ""].filter(Boolean).join(" · ");
    const own = { id, isHidden: hidden.has(id), isFaulty: faulty.has(id), parent };
    const spots = many > 1 && many <= MOST_SPOTS ? [...Array(many).keys()] : [];
    const children = spots.map((spot) => ({ ...bare(`${id}/${spot}`, `${nameOf(id)} ${spot + 1}`), ...own, parent: id, spot, note: per > 1 ? `${per} ×` : "" }));
    return { ...bare(id, nameOf(id)), ...own, note, children };
  };
  const loose = parts.filter(({ values }) => !values.group);
  return [
    ...groups.flatMap((name) => branch(`group/${name}`, name, parts.filter(({ values }) => values.group === name))),
    ...ROLES.flatMap((role) => branch(role, words[`roles_${role}`], loose.filter((block) => (block.role ?? "planned") === role))),
    ...branch("sections", words.sections, here.filter(isStreet)),
    ...branch("annotations", words.annotations, here.filter(({ table }) => table === "annotations")),
    ...headBranch(model.head, words, nameOf),
  ];
}

/** @type {(head: SceneHead, words: Values, nameOf: (id: string) => string) => Branch[]} */
function headBranch({ size, cameras = {} }, words, nameOf) {
  const ids = [...(size ? ["size"] : []), ...Object.keys(cameras).map((name) => `cameras.${name}`)];
  return [{ ...bare("views", words.views), note: String(ids.length), children: ids.map((id) => ({ ...bare(id, nameOf(id)), id, parent: "views" })) }];
}

/** @type {(key: string, name: string) => Branch} */
function bare(key, name) {
  return { key, id: "", spot: null, name, note: "", isHidden: false, isFaulty: false, parent: "", children: [] };
}
