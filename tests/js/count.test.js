import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { countTaps } from "../../app/site/static/js/count.js";

const PAGE = "/de/302/o-werk/";
const here = { pathname: PAGE, href: `https://302.example${PAGE}` };
/** @type {string[]} */
let sent = [];
/** @type {(on: Tapped, defaultPrevented?: boolean) => void} */
let tap = () => {};

/** What stands on a page: with data of its own, within something. */
class Tapped {
  /** @param {Record<string, string>} dataset @param {Tapped | null} within */
  constructor(dataset, within = null) {
    this.dataset = dataset;
    this.within = within;
  }

  /** @type {(selector: string) => Tapped | null} */
  closest(selector) {
    return selector.slice("[data-".length, -1) in this.dataset ? this : (this.within?.closest(selector) ?? null);
  }
}

beforeEach(() => {
  sent = [];
  here.pathname = PAGE;
  const page = {
    Element: Tapped,
    HTMLElement: Tapped,
    /** @type {(name: string, listener: (event: { target: Tapped, defaultPrevented: boolean }) => void) => void} */
    addEventListener(_name, listener) {
      tap = (target, defaultPrevented = false) => listener({ target, defaultPrevented });
    },
    document: { querySelector: () => ({ href: `https://302.example${PAGE}` }) },
    location: here,
    navigator: { sendBeacon: (/** @type {string} */ address) => sent.push(address) },
  };
  for (const [name, value] of Object.entries(page)) Object.defineProperty(globalThis, name, { value, configurable: true });
  countTaps();
});

test("a tap says way and page; on a card those of its planning; elsewhere nothing", () => {
  tap(new Tapped({}, new Tapped({ way: "3d" })));
  tap(new Tapped({ way: "ar" }, new Tapped({ page: `${PAGE}garten/` })));
  tap(new Tapped({}));
  assert.deepEqual(sent, [`/openings/3d${PAGE}`, `/openings/ar${PAGE}garten/`]);
});

test("what did not open is not counted", () => {
  tap(new Tapped({ way: "ar" }), true);
  assert.deepEqual(sent, []);
});

test("a preview counts nothing, an embedded page does", () => {
  here.pathname = "/studio/fassungen/7/vorschau/de/";
  tap(new Tapped({ way: "3d" }));
  assert.deepEqual(sent, []);
  here.pathname = `${PAGE}einbetten/`;
  tap(new Tapped({ way: "3d" }));
  assert.deepEqual(sent, [`/openings/3d${PAGE}`]);
});
