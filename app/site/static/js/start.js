// Gives every element with data-module="name" the behaviour of ./name.js.
// A module exports start(element) and touches nothing outside that element.

import { countTaps } from "./count.js";

const version = new URL(import.meta.url).search;

for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-module]"))) {
  const name = element.dataset.module;
  import(`./${name}.js${version}`).then(
    (module) => module.start(element),
    (error) => console.error(`Module ${name} did not start.`, element, error),
  );
}
countTaps();
