// Pick: choosing one of many, by keyboard as well: Enter in the search finds, and what is chosen stays in sight.
//
//   <fieldset data-module="pick">
//     <ul data-part="chosen">…</ul>
//     <details data-part="more"><input data-part="find"><button data-part="go">Suchen</button> <ul>…</ul></details>
//   </fieldset>
//
// Without JavaScript the buttons send the form, which comes back with another page of the list.

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const part = (name) => element.querySelector(`[data-part="${name}"]`);

  function find(event) {
    if (event.key !== "Enter" || event.target !== part("find")) return;
    event.preventDefault(); // else it would send the form
    part("go").click();
  }

  function fold({ target }) {
    const chosen = target.open ? null : target.querySelector("input[type=radio]:checked");
    if (chosen) part("chosen").prepend(chosen.closest("li"));
  }

  element.addEventListener("keydown", find);
  part("more")?.addEventListener("toggle", fold);
}
