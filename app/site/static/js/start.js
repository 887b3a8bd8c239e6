// Gives every element with data-module="name" the behaviour of ./name.js.
// A module exports start(element) and touches nothing outside that element.

const LEAVING_MS = 1000; // a page that is left breaks off what it loads, and is gone before it tells that as a fault
const version = new URL(import.meta.url).search;

for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-module]"))) {
  const name = element.dataset.module;
  import(`./${name}.js${version}`).then(
    (module) => module.start(element),
    (error) => setTimeout(() => console.error(`Module ${name} did not start.`, element, error), LEAVING_MS),
  );
}
// what a page does comes first; where this does not load, nothing is counted
import(`./count.js${version}`).then(({ countTaps }) => countTaps(), () => {});
