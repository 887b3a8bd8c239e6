// The on-site view's door.  Nothing else is loaded before somebody taps.
//
//   <div data-module="onsite" data-state="intro">                     data-preview="slug" opens it by itself, in the studio
//     <script type="application/json" data-part="station">…</script>   see app/site/onsite.py
//     <button data-part="with-camera" data-way="on-site"> <button data-part="without-camera" data-way="on-site">
//     <div data-part="view" hidden> … </div>                           see templates/onsite.html
//   </div>
//
// Without JavaScript the page still tells in words where each planning stands.

import { countTaps } from "/static/js/count.js";

import { choose } from "./quick_look.js";
import { partsOf } from "./parts.js";
import { askForSensors } from "./motion_sensors.js";
import { askForTracking, canTrack } from "./webxr_session.js";

let mayTrack = false;
canTrack().then((can) => {
  mayTrack = can;
});

countTaps();
for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-module="onsite"]'))) {
  const part = partsOf(root);
  part("with-camera").addEventListener("click", () => enter(root, { withCamera: true }));
  part("without-camera").addEventListener("click", () => enter(root, { withCamera: false }));
  choose(root);
  if (root.dataset.preview) enter(root, { withCamera: false });
}

/** @type {(root: HTMLElement, wanted: { withCamera: boolean }) => Promise<void>} */
async function enter(root, { withCamera }) {
  const part = partsOf(root);
  part("wait").hidden = false;
  try {
    const allowed = await asked(part("view"), withCamera); // has to be asked from the tap itself
    const { open } = await import("./view.js");
    await open(root, { withCamera, ...allowed });
  } catch (error) {
    console.error("The view did not open.", error);
    root.dataset.state = "failed";
    part("view").hidden = true;
    part("failed").hidden = false;
  }
  part("wait").hidden = true;
}

/**
 * WebXR where there is one; if that is refused it is not asked for again, and the motion sensors are.
 *
 * @type {(view: HTMLElement, withCamera: boolean) => Promise<{ session?: XRSession, maySense?: boolean }>}
 */
async function asked(view, withCamera) {
  if (withCamera && mayTrack) {
    view.hidden = false; // it lies over the camera's picture
    const session = await askForTracking(view);
    if (session) return { session };
    mayTrack = false;
  }
  return { maySense: await askForSensors() };
}
