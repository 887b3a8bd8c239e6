// Typing: as long as somebody types in a field, nobody but they change what it says, whatever the server answers meanwhile.

/**
 * @param {HTMLElement} input
 * @returns {() => boolean} whether something is typed in it that has not been taken yet
 */
export function typingIn(input) {
  let isTyping = false;
  input.addEventListener("input", () => (isTyping = true));
  for (const end of ["change", "blur"]) input.addEventListener(end, () => (isTyping = false));
  return () => isTyping;
}
