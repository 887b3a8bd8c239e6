// Says on the page what was judged and what waits on this device.

const KINDS = new Map([["delivered", "good"], ["expired", "bad"], ["answered", "bad"]]);

/**
 * @param {Part} part
 * @param {SignWords} words
 * @returns {(judged: Judged | null) => void}  shows a verdict in green or red; null takes it away
 */
export function makeVerdict(part, words) {
  return (judged) => {
    const box = part("verdict");
    box.hidden = !judged;
    if (!judged) return;
    const { found, code, expected, texts, stock } = judged;
    const isGood = found === "good";
    box.className = `verdict verdict--${isGood ? "good" : "bad"}`;
    box.dataset.found = found;
    const { title, advice } = words.findings[found];
    part("title").textContent = title;
    part("advice").textContent = found === "foreign" ? `${advice} (${texts.join(" · ")})` : advice;
    part("sign").textContent = [code, expected === code ? "" : expected].filter((each) => stock.signs[each]).map(told).join(" / ");
    box.scrollIntoView({ block: "nearest" });

    /** @param {string} each */
    function told(each) {
      const { name, where, state } = stock.signs[each];
      return `${each} · ${name}, ${where} · ${words.states[state]}`;
    }
  };
}

/**
 * @param {Part} part
 * @param {Pick<SignWords, "steps">} words
 * @param {{ login: string, account: number, dismiss: (id: string) => void }} by
 * @returns {{ draw: (items: Item[]) => void, tell: (step: string) => void }} draw: the list of what waits;
 *   tell: one of the steps that the page has words for
 */
export function makeList(part, words, { login, account, dismiss }) {
  /** @type {(items: Item[]) => void} */
  function draw(items) {
    part("queue").hidden = !items.length;
    part("waiting").replaceChildren(...items.map(row));
  }

  /** @type {(item: Item) => HTMLElement} */
  function row(item) {
    const line = document.createElement("li");
    const name = document.createElement(item.kind === "survey" ? "a" : "span");
    if (name instanceof HTMLAnchorElement) name.href = item.url; // where it can be looked at and measured again
    name.className = "code";
    name.textContent = item.code;
    const state = document.createElement("p");
    state.className = "quiet";
    state.textContent = item.answer ?? (item.account === account ? words.steps.waiting : words.steps.others);
    line.append(name, ` ${[words.steps[item.kind], item.told].filter(Boolean).join(": ")}`, state);
    if (item.answer) line.append(button(item));
    return line;
  }

  /** @type {(item: Item) => HTMLElement} */
  function button({ id, code }) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "kern-btn kern-btn--tertiary";
    made.setAttribute("aria-label", `${words.steps.remove}: ${code}`);
    const label = document.createElement("span");
    label.className = "kern-label";
    label.textContent = words.steps.remove;
    made.append(label);
    made.addEventListener("click", () => dismiss(id));
    return made;
  }

  /** @type {(step: string) => void} */
  function tell(step) {
    const told = part("told");
    told.hidden = false;
    told.className = `notice notice--${KINDS.get(step) ?? "wait"}`;
    told.textContent = words.steps[step];
    if (step !== "expired") return;
    const link = document.createElement("a");
    link.href = login;
    link.textContent = words.steps.signIn;
    told.append(" ", link);
  }

  return { draw, tell };
}
