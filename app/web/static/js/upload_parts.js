// Upload parts: sends a large file in parts and goes on where it stopped, also after a crash.
//
// An upload is remembered here by name, size and date of its file: chosen again, only what is missing is sent.  While
// the connection is away it waits; a server that is unwell is asked a few times, then the sending is Unwell.

import { patiently } from "./patience.js";

export class Unwell extends Error {}

/**
 * Which parts are still to be sent.
 *
 * @param {number} count  of all parts
 * @param {number[]} have  numbers of those that are there
 * @returns {number[]}
 */
export function missing(count, have) {
  const there = new Set(have);
  return Array.from({ length: count }, (_each, number) => number).filter((number) => !there.has(number));
}

/** @param {File} file */
const memory = (file) => `upload ${file.name} ${file.size} ${file.lastModified}`;

/**
 * Return what sends files to `begin`.
 *
 * @param {string} begin  the address at which uploads begin
 * @param {Values} words  what is said of a connection that is offline or busy, and of a server that is broken
 * @param {(said: string) => void} tell
 */
export function sender(begin, words, tell) {
  /**
   * Ask the server; throws its sentence if it refuses, and Unwell if it does not answer as it should.
   *
   * @param {string} address
   * @param {RequestInit} options
   * @returns {Promise<Response>}
   */
  async function ask(address, options) {
    const answer = await patiently(() => fetch(address, options).catch(() => null), (why) => tell(words[why]));
    if (answer?.ok) return answer;
    if (!answer || answer.status >= 500) throw new Unwell(words.broken.replace("%(status)s", String(answer?.status ?? "–")));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    throw new Error(page.querySelector("main [data-part='sentence']")?.textContent ?? String(answer.status));
  }

  /** @type {(file: File) => Promise<{ id: string, count: number, have: number[], part_bytes: number }>} */
  async function begun(file) {
    const known = localStorage.getItem(memory(file));
    if (known) {
      const answer = await ask(`${begin}/${known}`, {}).catch((error) => (error instanceof Unwell ? Promise.reject(error) : null));
      if (answer) return answer.json();
    }
    const body = new URLSearchParams({ name: file.name, size: String(file.size) });
    const upload = await (await ask(begin, { method: "POST", body })).json();
    localStorage.setItem(memory(file), upload.id);
    return upload;
  }

  /**
   * Send a file, and say with `fields` what is to become of it.
   *
   * @param {File} file
   * @param {() => FormData} fields  asked once all is there
   * @param {(share: number) => void} say
   * @returns {Promise<{ address: string, slug?: string }>}
   */
  return async function send(file, fields, say) {
    const upload = await begun(file);
    const here = `${begin}/${upload.id}`;
    const left = missing(upload.count, upload.have);
    for (const [done, number] of left.entries()) {
      const from = number * upload.part_bytes;
      await ask(`${here}/${number}`, { method: "POST", body: file.slice(from, from + upload.part_bytes) });
      say((upload.count - left.length + done + 1) / upload.count);
    }
    tell(words.ready);
    const given = fields();
    given.delete("file");
    const body = new URLSearchParams([...given].map(([name, value]) => [name, String(value)]));
    const answer = await ask(`${here}/fertig`, { method: "POST", body });
    localStorage.removeItem(memory(file));
    return answer.json();
  };
}
