// The on-site view's door.  Nothing else is loaded before somebody taps.
//
//   <div data-module="onsite" data-state="intro">
//     <script type="application/json" data-part="station">…</script>   see app/site/onsite.py
//     <button data-part="with-camera"> <button data-part="without-camera">
//     <div data-part="view" hidden> … </div>                           see templates/onsite.html
//   </div>
//
// Without JavaScript the page still tells in words where each planning stands.

import { askForSensors } from "./sensors.js";

for (const root of document.querySelectorAll('[data-module="onsite"]')) {
  const wait = root.querySelector('[data-part="wait"]');
  for (const name of ["with-camera", "without-camera"]) {
    root.querySelector(`[data-part="${name}"]`).addEventListener("click", async () => {
      wait.hidden = false;
      const mayRead = askForSensors(); // has to be asked from the tap itself
      try {
        const { open } = await import("./view.js");
        await open(root, { withCamera: name === "with-camera", maySense: await mayRead });
      } catch (error) {
        console.error("The view did not open.", error);
        root.dataset.state = "failed";
        root.querySelector('[data-part="failed"]').hidden = false;
      }
      wait.hidden = true;
    });
  }
}
