// Preview: asks for the page anew while one types, and shows the language that is being edited.
//
//   <form data-module="preview">
//     …fields, radio buttons named "show"…
//     <button data-part="refresh" formaction="…" formtarget="preview">Aktualisieren</button>
//     <div data-part="screen"><iframe name="preview"></iframe></div>
//   </form>
//
// Every answer gets a frame of its own, so that the browser's history stays that of the editor; the old frame
// stays until the new one is there, and the place one had scrolled to is kept.
// Without JavaScript the button does it by hand.

const CALM_MS = 700; // so long nobody types before the page is asked for

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const [refresh, screen] = ["refresh", "screen"].map((part) => element.querySelector(`[data-part="${part}"]`));
  let timer = 0;

  function renew() {
    const old = screen.querySelector("iframe:last-of-type");
    const fresh = old.cloneNode();
    fresh.removeAttribute("src");
    old.name = old.contentWindow.name = "before"; // forms look for the window's name, not the element's
    screen.append(fresh);
    fresh.addEventListener("load", () => {
      fresh.contentWindow.scrollTo(0, old.contentWindow?.scrollY ?? 0);
      for (const frame of [...screen.children]) if (frame.name === "before") frame.remove();
    });
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(() => element.requestSubmit(refresh), CALM_MS);
  }

  element.addEventListener("input", soon);
  element.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (event.submitter === refresh) renew();
  });
  // typed before this ran, or brought back by the browser
  if ([...element.elements].some((field) => "defaultValue" in field && field.value !== field.defaultValue)) soon();
}
