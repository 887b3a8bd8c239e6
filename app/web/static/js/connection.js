// Connection: before a form with something typed leaves the page, it asks whether the server answers at all; else the
// browser would show a page of its own, without a way back to what was typed.  And a form goes once, however often its
// button is pressed: the answer to the second press would be that it is done already.
//
//   <main data-module="connection" data-alive="/…/icon.svg" data-silent="Der Server antwortet gerade nicht. …">…forms…</main>
//
// Who stays is told so below the button, and the form gets the event "stayed".  Without JavaScript forms are sent at once.

const OF_A_PROXY = [502, 503, 504]; // statuses that say that there is nothing behind it
const PATIENCE_MS = 3000; // so long an answer may take; then the form goes its way
const TWICE_MS = 3000; // so soon nobody means it again; later it may have been a download, after which the page stays

/**
 * Whether the server answers, and not a proxy for it.
 *
 * @param {string} address  of something small
 * @param {typeof fetch} ask
 * @returns {Promise<boolean>}
 */
export async function answers(address, ask = fetch) {
  const quit = new AbortController();
  const timer = setTimeout(() => quit.abort(), PATIENCE_MS);
  try {
    const { status } = await ask(address, { cache: "no-store", signal: quit.signal }); // some proxies know no HEAD
    return !OF_A_PROXY.includes(status);
  } catch {
    return quit.signal.aborted; // slow is not silent
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Return what tells whether a form has gone just before, and notes that it goes now if it has not.
 *
 * @returns {(form: object, at_ms: number) => boolean}
 */
export function leaving() {
  /** @type {WeakMap<object, number>} */
  const gone = new WeakMap();
  return (form, at_ms) => {
    const is = at_ms - (gone.get(form) ?? -Infinity) < TWICE_MS;
    if (!is) gone.set(form, at_ms);
    return is;
  };
}

/** Whether something stands in a form that was not there. @type {(form: HTMLFormElement) => boolean} */
function isTyped(form) {
  return [...form.elements].some(
    (each) =>
      (each instanceof HTMLTextAreaElement || (each instanceof HTMLInputElement && /^(?:text|search|url|email|date|number)$/.test(each.type))) &&
      each.value !== each.defaultValue,
  );
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const { alive = "", silent = "" } = element.dataset;
  /** @type {WeakSet<HTMLFormElement>} */
  const asking = new WeakSet();
  /** @type {WeakSet<HTMLFormElement>} */
  const passing = new WeakSet();
  const hasGone = leaving();
  const words = Object.assign(document.createElement("p"), { className: "notice notice--bad" });
  words.setAttribute("role", "alert");

  /** @type {(event: SubmitEvent) => Promise<void>} */
  async function submitted(event) {
    const { submitter, target: form } = event;
    const button = submitter instanceof HTMLButtonElement ? submitter : null;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.getAttribute("method") !== "post") return;
    if (form.target || button?.formTarget) return;
    if (passing.delete(form) || !isTyped(form)) {
      if (hasGone(form, event.timeStamp)) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (asking.has(form)) return;
    asking.add(form);
    words.remove();
    const is = await answers(alive);
    asking.delete(form);
    if (is) {
      passing.add(form);
      form.requestSubmit(submitter);
    } else {
      form.dispatchEvent(new Event("stayed"));
      (button?.closest(".row, .bar") ?? form).after(words);
      words.textContent = silent;
    }
  }

  element.addEventListener("submit", submitted);
}
