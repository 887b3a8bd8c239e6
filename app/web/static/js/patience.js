// Patience: a request is sent until it is answered, and what comes of it is told apart.
//
// No answer at all: the connection is away.  It is sent again, for as long as that lasts.
// An answer of 500 or more: the server is there and unwell.  It is sent again a few times, then that answer is it.
// Anything else is an answer.

const AWAY_MS = 2000;
const UNWELL_MS = [2000, 5000, 15_000]; // the studio asks for ten seconds when it cannot read or store
const MOST_AWAY = 15; // so often a browser that believes itself connected gets no answer, until something else is the matter

/** @type {(time_ms: number) => Promise<void>} */
function pause(time_ms) {
  return new Promise((ready) => {
    const timer = setTimeout(done, time_ms);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      ready();
    }
    addEventListener("online", done);
  });
}

/**
 * Send until there is an answer below 500, or too many that are not.
 *
 * @template {{ status: number }} Answer
 * @param {() => Promise<Answer | null>} send  null where there was no answer
 * @param {(why: "offline" | "busy") => void} say
 * @param {(time_ms: number) => Promise<void>} [wait]
 * @returns {Promise<Answer | null>}  null where nothing answers although there is a connection
 */
export async function patiently(send, say, wait = pause) {
  let [away, unwell] = [0, 0];
  for (;;) {
    const answer = await send();
    if (answer && answer.status < 500) return answer;
    if (answer && unwell === UNWELL_MS.length) return answer;
    if (!answer && globalThis.navigator?.onLine) away += 1;
    if (away > MOST_AWAY) return null;
    say(answer ? "busy" : "offline");
    await wait(answer ? UNWELL_MS[unwell++] : AWAY_MS);
  }
}
