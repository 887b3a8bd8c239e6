// Selecting: which blocks are chosen, and of some of them only single spots.

/** @type {(ids: string[], spots: Record<string, number[]>) => SceneSelection} */
export function spotted(ids, spots) {
  const unique = [...new Set(ids)];
  const kept = Object.entries(spots).filter(([id, some]) => unique.includes(id) && some.length);
  return { ids: unique, spots: Object.fromEntries(kept) };
}

/** Without what is gone. @type {(selection: SceneSelection, model: SceneModel) => SceneSelection} */
export function cleaned({ ids, spots }, model) {
  const known = new Map(model.blocks.map((block) => [block.id, block]));
  const kept = ids.filter((id) => known.has(id) || id === "size" || id.startsWith("cameras."));
  /** @type {Record<string, number[]>} */
  const some = {};
  for (const [id, indexes] of Object.entries(spots)) {
    const many = spotsOf(known.get(id));
    const there = indexes.filter((index) => index < many);
    if (there.length && many > 1) some[id] = there;
  }
  return spotted(kept, some);
}

/** How many spots a block has; one where it stands `at` a point. @type {(block: SceneBlock | undefined) => number} */
export function spotsOf(block) {
  return block && Array.isArray(block.values.spots) ? block.values.spots.length : 1;
}

/** Whether a spot of a block is selected. @type {(selection: SceneSelection, id: string, spot: number) => boolean} */
export function isSelected({ ids, spots }, id, spot) {
  return ids.includes(id) && (!spots[id] || spots[id].includes(spot));
}

/**
 * Add a thing to what is selected, or take it away if it was there.
 *
 * @param {SceneSelection} selection
 * @param {{ id: string, spot: number }} thing
 * @param {number} many  how many spots its block has
 * @returns {SceneSelection}
 */
export function toggled(selection, { id, spot }, many) {
  const { ids, spots } = selection;
  if (many < 2) return ids.includes(id) ? spotted(ids.filter((each) => each !== id), spots) : spotted([...ids, id], spots);
  const all = [...Array(many).keys()];
  const before = ids.includes(id) ? (spots[id] ?? all) : [];
  const after = before.includes(spot) ? before.filter((each) => each !== spot) : [...before, spot].sort((a, b) => a - b);
  if (!after.length) return spotted(ids.filter((each) => each !== id), spots);
  return chosen({ ids: [...ids, id], spots }, id, after, many);
}

/** @type {(selection: SceneSelection, id: string, some: number[], many: number) => SceneSelection} */
function chosen({ ids, spots }, id, some, many) {
  const { [id]: _, ...others } = spots;
  return spotted(ids, some.length === many ? others : { ...others, [id]: some });
}

/** Select single things, each a spot of a block. @type {(things: { id: string, spot: number }[], many: (id: string) => number) => SceneSelection} */
export function selectionOf(things, many) {
  /** @type {SceneSelection} */
  const nothing = { ids: [], spots: {} };
  return things.reduce((found, thing) => (isSelected(found, thing.id, thing.spot) ? found : toggled(found, thing, many(thing.id))), nothing);
}

/** The ids of all that is in one group with a block; that alone where it is in none. @type {(model: SceneModel, id: string) => string[]} */
export function groupOf({ blocks }, id) {
  const group = blocks.find((block) => block.id === id)?.values.group;
  return group ? blocks.filter(({ values }) => values.group === group).map((block) => block.id) : [id];
}

/**
 * What a click takes: the top thing, or the one below what is selected already.
 *
 * @template {{ id: string, spot: number }} T
 * @param {readonly T[]} under  from top to bottom
 * @param {SceneSelection} selection
 * @param {boolean} isAgain  whether it is the same place as the last time
 * @returns {T | undefined}
 */
export function nextUnder(under, selection, isAgain) {
  const at = under.findIndex(({ id, spot }) => selection.ids.length === 1 && isSelected(selection, id, spot));
  return isAgain && at >= 0 ? under[(at + 1) % under.length] : under[0];
}
