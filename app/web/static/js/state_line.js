// State line: says in one sentence where what was typed is; the hidden field beside the words stays.

/** @type {(state: HTMLElement) => (sentence: string) => void} */
export function sayer(state) {
  return (sentence) => {
    for (const node of [...state.childNodes]) if (node instanceof Text) node.remove();
    state.append(sentence);
  };
}
