"""Every format, damaged in every way: a sentence for each, and nothing that a reader breaks at."""

import io
import zipfile

import ezdxf
import pytest

from app.meshes.upload.findings import RefusedError
from app.meshes.upload.taking_in import take_in
from tests.meshes import boxes, packages
from tests.meshes.models import box, pack


def _zipped(name, raw):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, raw)
    return out.getvalue()


def _drawing():
    made = ezdxf.new()
    made.header["$INSUNITS"] = 6
    made.modelspace().add_lwpolyline([(0, 0), (4, 0), (4, 4), (0, 4)], close=True)
    out = io.StringIO()
    made.write(out)
    return out.getvalue().encode()


def _stage():
    made = packages.stage()
    packages.box(made)
    return packages.text(made)


WHOLE = {
    "glb": pack(*box()),
    "obj": boxes.obj(),
    "stl": boxes.stl(),
    "binary.stl": boxes.binary_stl(head=b"\0"),
    "ply": boxes.ply(),
    "binary.ply": boxes.ply("binary_little_endian"),
    "usda": _stage(),
    "dxf": _drawing(),
    "zip": _zipped("haus.obj", boxes.obj()),
}


def tried(raw, name):
    """Return what was said of a file, empty if it was taken.  Anything else than a sentence is a fault of ours."""
    try:
        take_in(memoryview(raw), name="probe", file_name=name)
    except RefusedError as refusal:
        assert all(fault.wrong and fault.mend for fault in refusal.faults)
        return str(refusal)
    return ""


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_spoiled_here_is_good(name):
    assert tried(WHOLE[name], f"source.{name}") == ""


@pytest.mark.parametrize("name", WHOLE)
def test_nothing_and_next_to_nothing_are_refused(name):
    assert "leer" in tried(b"", f"source.{name}")
    assert tried(WHOLE[name][:12], f"source.{name}")


@pytest.mark.parametrize("other", WHOLE)
@pytest.mark.parametrize("name", WHOLE)
def test_a_wrong_ending_does_no_harm(name, other):
    said = tried(WHOLE[name], f"source.{other}")

    assert said == "" or name == "binary.stl"  # of bytes alone nobody tells that they are triangles
    if name == "binary.stl" and "stl" not in other:
        assert said


@pytest.mark.parametrize("name", WHOLE)
def test_a_byte_that_flips_anywhere_ends_in_a_sentence_or_in_a_model(name):
    raw = WHOLE[name]
    for at in range(0, len(raw), max(1, len(raw) // 40)):
        spoiled = bytearray(raw)
        spoiled[at] ^= 0x5A
        tried(bytes(spoiled), f"source.{name}")


@pytest.mark.parametrize("name", WHOLE)
def test_noise_after_the_head_ends_in_a_sentence_or_in_a_model(name):
    raw = WHOLE[name]
    noise = bytes((at * 7919 + 13) % 256 for at in range(3_000))

    tried(raw[:40] + noise, f"source.{name}")
    tried(raw[: len(raw) // 2] + noise, f"source.{name}")
