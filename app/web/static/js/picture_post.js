// Picture post: sends one form with a picture in it, tells how much of it has gone, and reads what the studio says.

/** @typedef {{ sentence: string, address?: string, slug?: string }} Found */
/** @typedef {{ status: number, found: Found }} Answer */

/**
 * Send a form; fetch would not tell how far it is.
 *
 * @param {string} address
 * @param {FormData} body
 * @param {(share: number) => void} tell
 * @returns {Promise<Answer | null>}  null where there is no answer
 */
export function post(address, body, tell) {
  return new Promise((ready) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", ({ loaded, total }) => tell(loaded / Math.max(total, 1)));
    request.addEventListener("load", () => ready({ status: request.status, found: read(request.responseText) }));
    for (const kind of ["error", "abort"]) request.addEventListener(kind, () => ready(null));
    request.send(body);
  });
}

/**
 * What the studio says of a picture in JSON; or, where it refuses before it looks, on a page.
 *
 * @param {string} text
 * @returns {Found}
 */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    const page = new DOMParser().parseFromString(text, "text/html");
    return { sentence: page.querySelector("main [data-part='sentence']")?.textContent ?? "" };
  }
}
