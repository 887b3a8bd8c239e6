// Gives every element with data-module="name" the behaviour of ./name.js, also those that htmx brings later.
// A module exports start(element) and touches nothing outside that element.

const LEAVING_MS = 1000; // a page that is left breaks off what it loads, and is gone before it tells that as a fault
const started = new WeakSet();

function bind() {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-module]"))) {
    if (started.has(element)) continue;
    started.add(element);
    const name = element.dataset.module;
    import(`./${name}.js`).then(
      (module) => module.start(element),
      (error) => setTimeout(() => console.error(`Module ${name} did not start.`, element, error), LEAVING_MS),
    );
  }
}

bind();
document.addEventListener("htmx:after:process", bind);
