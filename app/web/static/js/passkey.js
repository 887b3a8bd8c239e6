// Passkey: lets the browser make a passkey, or show that it has one.
//
//   <form data-module="passkey" data-options="{…}" data-ceremony="create">   or "get"
//     <input type="hidden" name="credential" data-part="credential">
//     <button data-part="start" disabled>…</button>
//     <p data-part="failed" hidden>…</p>   tried, and it did not work, or the person said no
//     <p data-part="known" hidden>…</p>    this device has one already
//     <p data-part="barred" hidden>…</p>   no passkeys at this address, or in this browser
//   </form>
//
// The options come from the server.  Without JavaScript there is no passkey; pages then lead to the other ways.

import { partsOf } from "/static/ar/parts.js";

/** @type {Values} */
const REASONS = { InvalidStateError: "known", SecurityError: "barred", TypeError: "barred", ReferenceError: "barred" };

/**
 * Return which sentence explains why there was no passkey.
 *
 * @param {{ name: string }} error  what the browser threw; without HTTPS it does not even know the names it is asked for
 */
export function reason(error) {
  return REASONS[error.name] ?? "failed";
}

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const part = partsOf(element);
  const sentences = ["failed", "known", "barred"].map((name) => part(name));
  const { ceremony, options } = /** @type {Values} */ (element.dataset);
  let isAsking = false;

  async function ask() {
    isAsking = true;
    say(null);
    try {
      const credential = await answer(ceremony, JSON.parse(options));
      part("credential", HTMLInputElement).value = JSON.stringify(credential.toJSON());
      element.submit();
    } catch (error) {
      console.info("No passkey.", error);
      say(part(reason(/** @type {Error} */ (error))));
    }
    isAsking = false;
  }

  /** @type {(sentence: HTMLElement | null) => void} */
  function say(sentence) {
    for (const each of sentences) each.hidden = each !== sentence;
  }

  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isAsking) ask();
  });
  part("start", HTMLButtonElement).disabled = false;
}

/**
 * @param {string} ceremony  create or get
 * @param {PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON} options  for what is asked
 * @returns {Promise<PublicKeyCredential>}
 */
async function answer(ceremony, options) {
  const { credentials } = navigator;
  const found = ceremony === "create"
    ? await credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return /** @type {PublicKeyCredential} */ (found);
}
