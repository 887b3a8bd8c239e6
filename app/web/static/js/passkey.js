// Passkey: lets the browser make a passkey, or show that it has one.
//
//   <form data-module="passkey" data-options="{…}" data-deed="create">   or "get"
//     <input type="hidden" name="credential" data-part="credential">
//     <button data-part="start">…</button>
//     <p data-part="failed" hidden>…</p>
//   </form>
//
// The options come from the server.  Without JavaScript there is no passkey; pages then lead to the other ways.

/** @param {HTMLFormElement} element  the form that carries data-module */
export function start(element) {
  const [credential, failed] = ["credential", "failed"].map((part) => element.querySelector(`[data-part="${part}"]`));
  const options = JSON.parse(element.dataset.options);

  async function ask() {
    failed.hidden = true;
    try {
      credential.value = JSON.stringify((await answer(element.dataset.deed, options)).toJSON());
      element.submit();
    } catch (error) {
      console.info("No passkey.", error);
      failed.hidden = false;
    }
  }

  element.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}

function answer(deed, options) {
  if (deed === "create") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}
