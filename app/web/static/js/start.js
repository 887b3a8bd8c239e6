// Gives every element with data-module="name" the behaviour of ./name.js.
// A module exports start(element) and touches nothing outside that element.

for (const element of document.querySelectorAll("[data-module]")) {
  const name = element.dataset.module;
  import(`./${name}.js`).then(
    (module) => module.start(element),
    (error) => console.error(`Module ${name} did not start.`, element, error),
  );
}
