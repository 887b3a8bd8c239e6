"""What runs in the sandbox: take a file in and say what came of it, JSON a line."""

import json
import mmap
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from app.meshes.dressed import Dressed
from app.meshes.upload import readings
from app.meshes.upload.findings import Finding, RefusedError
from app.meshes.upload.simplify.lightening import lightened
from app.meshes.upload.taking_in import dressed_of, take_in
from app.meshes.upload.weight import Lightening
from app.meshes.upload.wishes import Wishes


def main(arguments: Sequence[str]) -> None:
    """Take in the file ``arguments[0]`` and write its GLB to ``arguments[1]``; then its name, and wishes as JSON.

    Where something is to be asked, a picture for each answer is written beside, ``<answer>.webp``; of what was
    simplified, ``before.webp`` and ``after.webp``.
    """
    source, goal, name, said = arguments

    def show(before: Dressed) -> None:
        Path(goal).with_name("before.webp").write_bytes(readings.picture(before))

    wishes = Wishes.of(json.loads(said))
    with Path(source).open("rb") as file:
        is_empty = Path(source).stat().st_size == 0
        with memoryview(b"") if is_empty else memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as raw:
            try:
                how = Lightening(by=lightened, show=show)
                made = take_in(raw, name=name, wishes=wishes, file_name=Path(source).name, lightening=how)
            except RefusedError as error:
                _say(faults=[_plain(each) for each in error.faults])
                return
    Path(goal).write_bytes(made.glb)
    if made.question:
        for answer, picture in readings.pictures(dressed_of(made.glb, name=name), made.question):
            Path(goal).with_name(f"{answer}.webp").write_bytes(picture)
    if made.lightened:
        Path(goal).with_name("after.webp").write_bytes(readings.picture(dressed_of(made.glb, name=name)))
    _say(
        notes=[_plain(each) for each in made.notes],
        triangles=made.triangles,
        size_m=made.size_m,
        nodes=made.nodes,
        question=asdict(made.question) if made.question else None,
        lightened=made.lightened and asdict(made.lightened),
        place=asdict(made.place) if made.place else None,
    )


def _plain(finding: Finding) -> dict[str, object]:
    return asdict(finding)


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
    sys.stdout.flush()
