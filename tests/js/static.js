// Lets Node find what the browser finds under /static/:  node --import ./tests/js/static.js --test …

import { registerHooks } from "node:module";

const STATIC = new URL("../../app/site/static/", import.meta.url);

registerHooks({
  resolve: (address, context, next) =>
    next(address.startsWith("/static/") ? new URL(address.slice("/static/".length), STATIC).href : address, context),
});
