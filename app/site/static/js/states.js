// States: which one of them shows stands in the address, so that whoever is sent it sees the same.
//
//   <fieldset data-module="states"> <input type="radio" name="state" value="planned" checked> … </fieldset>
//
// Without JavaScript the state that is shown first shows first.

const NAME = "zustand";

/**
 * An address with a state, or without any.
 *
 * @type {(address: string, state: string | null | undefined) => string}
 */
export function withState(address, state) {
  const url = new URL(address);
  if (state) url.searchParams.set(NAME, state);
  else url.searchParams.delete(NAME);
  return url.href;
}

/** The state that an address names. @type {(address: string) => string | null} */
export function stateIn(address) {
  return new URL(address).searchParams.get(NAME);
}

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const inputs = [...element.querySelectorAll("input")];
  const asked = inputs.find(({ value }) => value === stateIn(location.href));
  if (asked && !asked.checked) {
    asked.checked = true;
    asked.dispatchEvent(new Event("change", { bubbles: true }));
  }
  element.addEventListener("change", () => {
    const chosen = inputs.find(({ checked }) => checked);
    history.replaceState(history.state, "", withState(location.href, chosen?.defaultChecked ? null : chosen?.value));
  });
}
