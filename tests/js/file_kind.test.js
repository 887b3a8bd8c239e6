import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

import { kindOf } from "../../app/web/static/js/file_kind.js";

const PYTHON = process.env.PYTHON ?? ".venv/bin/python";
const PROGRAM = `
import json
from dataclasses import asdict
from app.meshes.upload.known_kinds import SIGNS
from tests.meshes.test_upload_kinds import CASES
print(json.dumps([[asdict(sign) for sign in SIGNS], [[head.hex(), name, slug] for head, name, slug in CASES]]))
`;

test("the browser tells every kind as the server does", () => {
  const [signs, cases] = JSON.parse(execFileSync(PYTHON, ["-c", PROGRAM], { encoding: "utf8" }));

  for (const [head, name, slug] of cases) {
    assert.equal(kindOf(signs, Buffer.from(head, "hex"), name), slug);
  }
  assert.ok(cases.length > 60);
  assert.equal(kindOf(signs, new Uint8Array(300), "haus.glb"), "");
});
