// What stylelint asks of our CSS: its standard rules, and the house's: blocks, layers, colours from tokens.css only.

import stylelint from "stylelint";

const WORD = "[a-z0-9]+(-[a-z0-9]+)*";
const LAYERED = "house/layered";

/** Every rule lies in a layer, so that the order of the layers decides and not the order of the files. */
function layered() {
  return (root, result) =>
    root.each((node) => {
      const isStray = node.type === "rule" || (node.type === "atrule" && !["layer", "import", "font-face"].includes(node.name));
      if (isStray) stylelint.utils.report({ ruleName: LAYERED, message: "A rule lies in an @layer.", node, result });
    });
}
layered.ruleName = LAYERED;

export default {
  extends: "stylelint-config-standard",
  plugins: [stylelint.createPlugin(LAYERED, layered)],
  ignoreFiles: ["**/vendor/**"],
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    [LAYERED]: true,
    "color-named": "never",
    "color-no-hex": true,
    "function-disallowed-list": ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"],
    "selector-class-pattern": [
      `^${WORD}(__${WORD})?(--${WORD})?$`,
      { message: "A class is .block, .block__part or .block--kind." },
    ],
    "selector-max-id": 0,
    "media-feature-range-notation": "prefix", // which the phones know that cannot be updated any more
    "property-no-vendor-prefix": [true, { ignoreProperties: ["-webkit-user-select", "-webkit-text-size-adjust"] }], // Safari
    "no-descending-specificity": null, // blocks are independent: what stands below is another block
    // riders' sheets are written in rows, one rule a line; the studio's are spread out
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "rule-empty-line-before": null,
  },
  overrides: [{ files: ["**/tokens.css"], rules: { "color-no-hex": null, "function-disallowed-list": null } }],
};
