// Saying: where the work of this person is, in one quiet line; and the buttons that undo it.

/** @param {SceneDesk} desk */
export function startState({ element, part, store, words }) {
  const buttons = ["undo", "redo"].map((name) => /** @type {HTMLButtonElement} */ (element.querySelector(`[data-run="${name}"]`)));

  function draw() {
    const [undo, redo] = buttons;
    undo.disabled = !store.model.can_undo && store.state === "kept";
    redo.disabled = !store.model.can_redo;
    part("state").textContent = words[`state_of_${store.state}`];
    part("state").dataset.state = store.state;
    if (store.state === "sending") part("trouble").hidden = true; // it was about something before
  }

  store.subscribe((what) => (what === "state" || what === "model") && draw());
  draw();
}
