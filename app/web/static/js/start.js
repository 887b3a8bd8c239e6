// Gives every element with data-module="name" the behaviour of ./name.js, also those that htmx brings later.
// A module exports start(element) and touches nothing outside that element.

const started = new WeakSet();

function bind() {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-module]"))) {
    if (started.has(element)) continue;
    started.add(element);
    const name = element.dataset.module;
    import(`./${name}.js`).then(
      (module) => module.start(element),
      (error) => console.error(`Module ${name} did not start.`, element, error),
    );
  }
}

bind();
document.addEventListener("htmx:after:process", bind);
