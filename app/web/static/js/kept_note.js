// Kept note: what is typed into a field stays while its page is sent for something else, in this window alone.
//
//   <div data-module="kept_note"><textarea id="reason" data-part="input"></textarea></div>
//   <details data-module="kept_note">…<textarea id="say-all"></textarea>…</details>   which opens where there is something
//
// It goes once its own form is sent.  Without JavaScript it is gone when the page is.

/** @param {HTMLElement} element  the element that carries data-module */
export function start(element) {
  const field = element.querySelector("textarea");
  if (!field) return;
  const key = `${location.pathname} ${field.id}`;
  field.value ||= sessionStorage.getItem(key) ?? "";
  if (element instanceof HTMLDetailsElement) element.open ||= field.value !== "";
  field.addEventListener("input", () => sessionStorage.setItem(key, field.value));
  field.form?.addEventListener("submit", () => sessionStorage.removeItem(key));
}
