// Parts: what a template has marked with data-part, found by name.

/**
 * @param {ParentNode} root
 * @returns {Part}  throws where there is no such part, or where it is of another kind
 */
export function partsOf(root) {
  /** @type {(name: string, kind?: new () => Element) => Element} */
  const part = (name, kind = HTMLElement) => {
    const found = root.querySelector(`[data-part="${name}"]`);
    if (found instanceof kind) return found;
    throw new TypeError(`There is no part "${name}" that is a ${kind.name}.`);
  };
  return /** @type {Part} */ (part);
}
