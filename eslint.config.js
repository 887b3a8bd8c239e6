// What eslint asks of our JavaScript.  Types are tsc's (tsconfig.json); nothing vendored is read.

import js from "@eslint/js";
import globals from "globals";

const NODE = ["tests/js/**", "tests/bench/**", "*.config.js"];

export default [
  { ignores: ["**/vendor/**", "instance/**", "build/**", ".venv/**"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: { sourceType: "module", globals: globals.browser },
    rules: {
      "arrow-body-style": "error",
      "consistent-this": "error",
      curly: ["error", "multi-line"],
      "dot-notation": "error",
      eqeqeq: "error",
      "func-style": ["error", "declaration", { allowArrowFunctions: true }],
      "no-console": ["error", { allow: ["error", "info"] }],
      "no-eval": "error",
      "no-implicit-coercion": "error",
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-param-reassign": "error",
      "no-shadow": ["error", { allow: ["start"] }], // every island exports one,
      "no-throw-literal": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-useless-return": "error",
      "no-var": "error",
      "no-warning-comments": ["error", { terms: ["@ts-ignore", "@ts-nocheck", "todo", "fixme"], location: "anywhere" }],
      "object-shorthand": "error",
      "prefer-arrow-callback": "error",
      "prefer-const": "error",
      "prefer-object-spread": "error",
      "prefer-rest-params": "error",
      "prefer-template": "error",
      radix: "error",
    },
  },
  { files: NODE, languageOptions: { globals: globals.node }, rules: { "no-console": "off" } },
  { files: ["tests/flows/phone_ar.js"], languageOptions: { globals: { IWER: "readonly" } } },
  { files: ["**/service_worker.js"], languageOptions: { globals: globals.serviceworker } },
];
