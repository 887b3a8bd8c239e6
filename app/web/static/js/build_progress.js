// Build progress: looks again and again how far a job is, and loads the page anew when it is done; where somebody is typing
// on it, that waits until they want it.
//
//   <div data-module="build_progress" data-address="…/stand" data-done="0" data-ready="Fertig. Neu laden" aria-live="polite">…</div>
//
// The answer is the inside of this element; its header X-Done says whether there is more to come.
// Without JavaScript one reloads the page.

const EVERY_MS = 700;

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  let isTyped = false;
  addEventListener("input", () => { isTyped = true; });

  function finish() {
    if (!isTyped) return location.reload();
    const again = Object.assign(document.createElement("a"), { href: location.href, textContent: element.dataset.ready ?? "" });
    return element.append(again);
  }

  async function look() {
    const answer = await fetch(element.dataset.address ?? "").catch(() => null);
    if (answer?.ok) {
      const html = await answer.text();
      if (html !== element.dataset.shown) {
        const page = new DOMParser().parseFromString(html, "text/html");
        element.replaceChildren(...page.body.childNodes);
        element.dataset.shown = html;
      }
      if (answer.headers.get("X-Done") === "1") {
        finish();
        return;
      }
    }
    setTimeout(look, EVERY_MS);
  }

  if (element.dataset.done === "0") look();
}
