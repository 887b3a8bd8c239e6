// Hand in when built: sends its form once more as soon as what it is about is built, where somebody wanted that.
//
//   <form data-module="hand_in_when_built" data-address="…/stand" data-waiting="1">…</form>
//
// The answer of the address has a header X-Done, which says when there is no more to wait for.
// Without JavaScript one presses the button again.

const EVERY_MS = 700;

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  if (!(element instanceof HTMLFormElement)) return;

  async function look() {
    const answer = await fetch(element.dataset.address ?? "").catch(() => null);
    if (answer?.ok && answer.headers.get("X-Done") === "1") /** @type {HTMLFormElement} */ (element).requestSubmit();
    else setTimeout(look, EVERY_MS);
  }

  if (element.dataset.waiting === "1") look();
}
