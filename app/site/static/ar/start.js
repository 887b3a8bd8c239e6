// The on-site view's door.  Nothing else is loaded before somebody taps.
//
//   <div data-module="onsite" data-state="intro">                     data-preview="slug" opens it by itself, in the studio
//     <script type="application/json" data-part="station">…</script>   see app/site/onsite.py
//     <button data-part="with-camera"> <button data-part="without-camera">
//     <div data-part="view" hidden> … </div>                           see templates/onsite.html
//   </div>
//
// Without JavaScript the page still tells in words where each planning stands.

import { askForSensors } from "./sensors.js";

for (const root of document.querySelectorAll('[data-module="onsite"]')) {
  root.querySelector('[data-part="with-camera"]').addEventListener("click", () => enter(root, { withCamera: true }));
  root.querySelector('[data-part="without-camera"]').addEventListener("click", () => enter(root, { withCamera: false }));
  if (root.dataset.preview) enter(root, { withCamera: false });
}

async function enter(root, { withCamera }) {
  const wait = root.querySelector('[data-part="wait"]');
  wait.hidden = false;
  const mayRead = askForSensors(); // has to be asked from the tap itself
  try {
    const { open } = await import("./view.js");
    await open(root, { withCamera, maySense: await mayRead });
  } catch (error) {
    console.error("The view did not open.", error);
    root.dataset.state = "failed";
    root.querySelector('[data-part="failed"]').hidden = false;
  }
  wait.hidden = true;
}
