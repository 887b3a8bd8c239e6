import assert from "node:assert/strict";
import { test } from "node:test";

import { opensQuickLook } from "../../app/site/static/js/launch.js";

const SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Mobile/15E148 Safari/604.1";

test("Safari opens AR where it knows the link", () => {
  assert.equal(opensQuickLook({ knowsAr: true, isInApp: false, agent: SAFARI }), true);
  assert.equal(opensQuickLook({ knowsAr: false, isInApp: false, agent: SAFARI }), false);
});

test("a browser inside another app opens none, other browsers of an iPhone do", () => {
  const agents = { "Instagram 391.0": false, "GSA/390.0": false, "CriOS/146.0": true, "FxiOS/149.0": true, "EdgiOS/146.0": true };
  for (const [agent, opens] of Object.entries(agents)) {
    assert.equal(opensQuickLook({ knowsAr: true, isInApp: true, agent: `${SAFARI} ${agent}` }), opens, agent);
  }
});
