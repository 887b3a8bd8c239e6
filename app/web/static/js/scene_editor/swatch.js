// Swatch: a colour of one's own beside a list of materials.

/**
 * @param {string} label
 * @param {ScenePalette["materials"]} materials
 * @param {(colour: string) => void} chosen
 * @returns {{ input: HTMLInputElement, show: (value: string) => void }}
 */
export function makeSwatch(label, materials, chosen) {
  const input = Object.assign(document.createElement("input"), { type: "color", className: "scene-field__swatch" });
  input.setAttribute("aria-label", label);
  input.addEventListener("change", () => chosen(input.value));
  return {
    input,
    show: (value) => {
      input.value = materials.find(({ name }) => name === value)?.colour ?? value;
    },
  };
}
