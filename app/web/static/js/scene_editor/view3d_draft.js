// Draft: the picture that a camera of the text takes, drawn by the server as riders will get it, roughly.  Needs no WebGL.

import { filled } from "./readout.js";

/** @param {SceneDesk} desk */
export function startDraft({ part, store, words, addresses, nameOf }) {
  const [dialog, picture, said] = [part("view3d-draft", HTMLDialogElement), part("view3d-draft-picture", HTMLImageElement), part("view3d-draft-said")];
  const wish = part("view3d-eye", HTMLSelectElement);
  let address = "";

  part("view3d-draft-open").addEventListener("click", () => {
    const { cameras = {} } = store.model.head;
    const camera = wish.value in cameras ? wish.value : "poster";
    part("view3d-draft-title").textContent = nameOf(`cameras.${camera}`);
    picture.hidden = true;
    dialog.showModal();
    draw(camera);
  });

  /** @type {(camera: string) => Promise<void>} */
  async function draw(camera) {
    said.textContent = words.view3d_drafting;
    address = addresses.poster.replace("HASH", store.model.hash).replace("VARIANT", store.variant).replace("CAMERA", camera);
    const wanted = address;
    const answer = await fetch(wanted).catch(() => null);
    if (wanted !== address || !dialog.open) return;
    if (answer?.status !== 200) {
      said.textContent = await sentence(answer);
      return;
    }
    picture.src = wanted; // which the browser has now
    picture.alt = filled(words.view3d_drafted, { camera: nameOf(`cameras.${camera}`) });
    picture.hidden = false;
    said.textContent = words.view3d_rough;
  }

  /** @type {(answer: Response | null) => Promise<string>} */
  async function sentence(answer) {
    const { words: why = "", faults = [] } = (await answer?.json().catch(() => ({}))) ?? {};
    const found = [why, ...faults.map((/** @type {SceneFault} */ { wrong, mend }) => `${wrong} ${mend}`)].join(" ").trim();
    return found || words.view3d_no_draft;
  }
}
