// Underlay: the drawing below a plan, as the server has it; what is placed here is seen at once and sent after it.

/** @type {SceneUnderlay} */
const NONE = { name: "", said: [], layers: [], placed: { x: 0, z: 0, turn_deg: 0, scale: 1, opacity: 1, hidden: [] } };

/**
 * @param {Pick<SceneAddresses, "underlay_show" | "underlay_place" | "underlay_remove">} addresses
 * @param {string} failed  what is said where the server does not answer
 * @param {typeof fetch} [ask]
 * @returns {UnderlayStore}
 */
export function makeUnderlay(addresses, failed, ask = (...given) => fetch(...given)) {
  let found = NONE;
  /** @type {(() => void)[]} */
  const watching = [];
  const tell = () => { for (const run of watching) run(); };

  /** @type {(address: string, body?: FormData | URLSearchParams) => Promise<{ said: Partial<SceneUnderlay>, fault: string }>} */
  async function talk(address, body) {
    try {
      const answer = await ask(address, { headers: { Accept: "application/json" }, ...(body ? { method: "POST", body } : {}) });
      const said = await answer.json();
      return answer.ok ? { said, fault: "" } : { said: {}, fault: said.words || failed };
    } catch {
      return { said: {}, fault: failed };
    }
  }

  /** @type {(address: string, body?: FormData | URLSearchParams) => Promise<string>} */
  async function renew(address, body) {
    const { said, fault } = await talk(address, body);
    if (!fault) {
      found = { ...NONE, ...said };
      tell();
    }
    return fault;
  }

  return {
    get found() { return found; },
    load: async () => { await renew(addresses.underlay_show); },
    send: (file) => {
      const form = new FormData();
      form.append("file", file);
      return renew(addresses.underlay_show, form);
    },
    place: async (values) => {
      found = { ...found, placed: { ...found.placed, ...values } };
      tell();
      const { fault } = await talk(addresses.underlay_place, new URLSearchParams({ placed: JSON.stringify(found.placed) }));
      return fault;
    },
    remove: () => renew(addresses.underlay_remove, new URLSearchParams()),
    watch: (run) => { watching.push(run); },
  };
}
