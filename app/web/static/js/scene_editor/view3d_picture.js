// Picture: one state in the 3D pane.  It follows the text, the newest after the other; where that fails the last one stays.

import { leftOut } from "./sending.js";
import { makeOver } from "./view3d_over.js";
import { makeScreen } from "./view3d_screen.js";

const AGAIN_MS = 1200;

/** @typedef {{ words: string, id?: string }} Trouble  what went wrong, in which block */

/**
 * @param {SceneDesk} desk
 * @param {HTMLElement} room
 * @param {object} about
 * @param {() => string} about.variant  the state to show; "" for none
 * @param {() => Vector | null} about.begun  one end of a size line, before the other
 * @param {(trouble: Trouble | null) => void} about.troubled
 */
export function makePicture({ store, words, addresses }, room, { variant, begun, troubled }) {
  const screen = makeScreen(room, {
    drawn: (matrix) => over.draw(matrix),
    failed: () => troubled({ words: words.view3d_lost }),
  });
  const over = makeOver(room, store, variant, begun);
  let [shown, isFetching, timer] = ["", false, 0];

  const wanted = () => addresses.view.replace("HASH", store.model.hash).replace("VARIANT", variant()) + leftOut(store);

  async function follow() {
    clearTimeout(timer);
    const [fault] = store.model.faults;
    if (!variant() || isFetching || store.state !== "kept") return; // the server draws only the newest that it has
    if (fault) return troubled({ words: `${fault.wrong} ${fault.mend}`, id: fault.id });
    if (wanted() === shown) return troubled(null);
    if (!shown) troubled({ words: words.view3d_first });
    await fetched(wanted(), store.model.hash);
  }

  /** @type {(address: string, hash: string) => Promise<void>} */
  async function fetched(address, hash) {
    isFetching = true;
    try {
      await screen.show(address);
      shown = address;
      room.dataset.shown = hash;
    } catch (error) {
      await failed(error, hash);
      return;
    } finally {
      isFetching = false;
    }
    follow();
  }

  /** @type {(error: unknown, hash: string) => Promise<void>} */
  async function failed(error, hash) {
    const answer = error instanceof Error && error.cause instanceof Response ? error.cause : null;
    if (answer?.status === 422) {
      const { words: said = "", faults = [] } = await answer.json();
      if (faults.length) store.blame(hash, faults);
      else troubled({ words: said });
      return;
    }
    if (store.state === "kept" && shown) troubled({ words: words.view3d_waits });
    timer = setTimeout(follow, AGAIN_MS);
  }

  return { screen, over, variant, follow };
}
