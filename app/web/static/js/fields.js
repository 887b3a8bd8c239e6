// Fields of a form, found by name.

/**
 * @param {HTMLFormElement} form
 * @returns {Field}  throws where there is no such field, or where it is of another kind
 */
export function fieldsOf(form) {
  /** @type {(name: string, kind?: new () => unknown) => unknown} */
  const field = (name, kind = HTMLInputElement) => {
    const found = form.elements.namedItem(name);
    if (found instanceof kind) return found;
    throw new TypeError(`There is no field "${name}" that is a ${kind.name}.`);
  };
  return /** @type {Field} */ (field);
}
