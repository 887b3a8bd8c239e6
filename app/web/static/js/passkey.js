// Passkey: lets the browser make a passkey, or show that it has one.
//
//   <form data-module="passkey" data-options="{…}" data-deed="create">   or "get"
//     <input type="hidden" name="credential" data-part="credential">
//     <button data-part="start" disabled>…</button>
//     <p data-part="failed" hidden>…</p>   tried, and it did not work, or the person said no
//     <p data-part="known" hidden>…</p>    this device has one already
//     <p data-part="barred" hidden>…</p>   no passkeys at this address, or in this browser
//   </form>
//
// The options come from the server.  Without JavaScript there is no passkey; pages then lead to the other ways.

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
  const part = (name) => element.querySelector(`[data-part="${name}"]`);
  const sentences = ["failed", "known", "barred"].map(part);
  const options = JSON.parse(element.dataset.options);
  let isAsking = false;

  async function ask() {
    isAsking = true;
    say(null);
    try {
      part("credential").value = JSON.stringify((await answer(element.dataset.deed, options)).toJSON());
      element.submit();
    } catch (error) {
      console.info("No passkey.", error);
      say(part(reason(error)));
    }
    isAsking = false;
  }

  function say(sentence) {
    for (const each of sentences) each.hidden = each !== sentence;
  }

  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!isAsking) ask();
  });
  part("start").disabled = false;
}

function answer(deed, options) {
  if (deed === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
