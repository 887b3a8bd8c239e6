// Sending: one talk with the server about a scene, and what came of it.

/**
 * @typedef {{ kind: "model", model: SceneModel } | { kind: "overtaken", model: SceneModel }
 *   | { kind: "refused", sentence: string } | { kind: "offline" } | { kind: "stopped", sentence: string }} Answer
 */

/**
 * @param {typeof fetch} ask
 * @param {string} address
 * @param {Values} [fields]  without them: only looks
 * @returns {Promise<Answer>}
 */
export async function talk(ask, address, fields) {
  let response;
  const headers = { Accept: "application/json" };
  try {
    response = await ask(address, fields ? { method: "POST", body: new URLSearchParams(fields), headers } : { headers });
  } catch {
    return { kind: "offline" };
  }
  if (response.status >= 500 || response.status === 429) return { kind: "offline" };
  const said = await response.json().catch(() => ({}));
  if (response.ok && said.blocks) return { kind: "model", model: complete(said) };
  if (response.status === 409 && said.model) return { kind: "overtaken", model: complete(said.model) };
  if (response.ok || response.status === 401 || response.status === 403) return { kind: "stopped", sentence: said.words ?? "" };
  return { kind: "refused", sentence: sentenceOf(said) };
}

/** @type {(said: { words?: string, faults?: { wrong: string, mend: string }[] }) => string} */
function sentenceOf({ words = "", faults = [] }) {
  return [words, ...faults.map(({ wrong, mend }) => `${wrong} ${mend}`)].join(" ").trim();
}

/** What has no places of its own says itself where it is to be seen. @type {(model: SceneModel) => SceneModel} */
export function complete(model) {
  const { variants } = model.head;
  /** @type {(block: SceneBlock) => string[]} */
  const when = ({ values }) => (Array.isArray(values.when) ? values.when.map(String) : [...variants]);
  return { ...model, blocks: model.blocks.map((block) => (block.when.length ? block : { ...block, when: when(block) })) };
}

/** What an address adds for blocks that this person does not want to see. @type {(store: Pick<SceneStore, "model" | "hidden">) => string} */
export function leftOut({ model, hidden }) {
  const ids = model.blocks.map(({ id }) => id).filter((id) => hidden.has(id));
  return ids.length ? `?hidden=${encodeURIComponent(ids.join(","))}` : "";
}

/**
 * Fetch what belongs to a text and never changes.
 *
 * @param {typeof fetch} ask
 * @param {string} address
 * @returns {Promise<ScenePlan | "later" | "never">} "never" where that text cannot be drawn
 */
export async function planOf(ask, address) {
  try {
    const response = await ask(address, { headers: { Accept: "application/json" } });
    if (response.status === 200) return await response.json();
    return response.ok || response.status >= 500 ? "later" : "never";
  } catch {
    return "later";
  }
}
