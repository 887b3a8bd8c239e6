"""The GLB is valid, plain, true to its scene, and the same at every build."""

import hashlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from app.meshes import glb
from app.meshes.compact import bytes_of
from tests.meshes.conftest import EXAMPLE, FONTS, VARIANTS
from tests.meshes.gltf import accessor, opened, validated, validated_all

AGAIN = """
import hashlib, sys
from pathlib import Path
from app.meshes import building
from app.meshes.compose import built
from app.meshes.kit import PARTS

built_files = building.build(Path(sys.argv[1]), name="probeplatz", fonts=Path(sys.argv[2]), page_px=128)
for files in built_files.variants.values():
    print(*(hashlib.sha256(each).hexdigest() for each in (files.view, files.true.usdz, files.table.glb)))
for name, part in PARTS.items():
    found = hashlib.sha256()
    for surface in built(name, tuple((p.name, p.default) for p in part.parameters), 1.0, False):
        for array in (surface.positions, surface.normals, surface.uvs, surface.triangles):
            found.update(array.tobytes())
    print(name, found.hexdigest())
"""
CPU = Path("/proc/cpuinfo")
HAS_AVX512 = CPU.exists() and "avx512f" in CPU.read_text()  # without it, what asks for it dies of SIGILL
PROCESSORS = [  # how BLAS, numpy and the C library are told to take another processor than this one
    {"OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL"},
    {
        "OPENBLAS_CORETYPE": "Haswell",
        "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL",
        "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-FMA,-AVX2,-AVX512F",
    },
    {"OPENBLAS_CORETYPE": "SkylakeX" if HAS_AVX512 else "Sandybridge", "PYTHONHASHSEED": "7"},
]


@pytest.mark.parametrize("variant", VARIANTS)
def test_khronos_validator_finds_nothing(build, variant, tmp_path):
    files = build.variants[variant]
    paths = [tmp_path / f"{name}.glb" for name in ("view", "true", "table")]
    for path, content in zip(paths, (files.view, files.true.glb, files.table.glb), strict=True):
        path.write_bytes(content)

    reports = validated_all(paths)

    assert [report["issues"]["messages"] for report in reports] == [[], [], []]
    assert reports[0]["info"]["totalTriangleCount"] <= files.triangles


def test_it_needs_no_extension_and_says_who_made_it(build):
    document, _ = opened(build.variants["planned"].true.glb)

    assert "extensionsUsed" not in document
    assert document["asset"]["generator"] == "Linie 302 – AR-Stationen"
    assert document["scenes"][0]["name"] == "probeplatz"


def test_same_bytes_on_another_processor(build):
    runs = [_again(processor) for processor in PROCESSORS]

    here = [
        " ".join(hashlib.sha256(each).hexdigest() for each in (files.view, files.true.usdz, files.table.glb))
        for files in build.variants.values()
    ]
    assert runs[0][:2] == here
    assert runs[1] == runs[0]
    assert runs[2] == runs[0]


def _again(processor):
    """Build the example and every part of the kit in another process; return hashes, line by line."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", AGAIN, str(EXAMPLE), str(FONTS)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env=processor,
    )
    return run.stdout.splitlines()


def test_what_stands_in_many_places_is_kept_once(dressed):
    meshes_of = {}
    for node in dressed.nodes:
        meshes_of.setdefault(node.name.rsplit("_", 1)[0], set()).add(node.mesh)

    assert meshes_of["house_gable"] == {next(iter(meshes_of["house_gable"]))}
    assert sum(node.name.startswith("house_gable") for node in dressed.nodes) == 3


def test_motion_is_a_loop_that_ends_where_it_began(build):
    document, binary = opened(build.variants["planned"].true.glb)

    (animation,) = document["animations"]
    ends_s, paths = set(), set()
    for channel in animation["channels"]:
        sampler = animation["samplers"][channel["sampler"]]
        times = accessor(document, binary, sampler["input"])
        values = accessor(document, binary, sampler["output"])
        ends_s.add(float(times[-1, 0]))
        paths.add(channel["target"]["path"])
        assert (np.diff(times[:, 0]) > 0).all()
        assert times[0, 0] == 0
        if channel["target"]["path"] == "rotation":
            assert values[0] == pytest.approx(values[-1], abs=1e-5)
    assert ends_s == {10.0}
    assert paths == {"rotation", "translation"}


def test_the_files_extent_is_the_scenes(build, dressed):
    low, high = dressed.bounds()

    assert build.variants["planned"].size_m == pytest.approx(tuple(high - low))
    assert low[1] >= -0.5


@pytest.fixture(scope="module")
def both(dressed):
    """One scene, plain and compact."""
    return glb.write(dressed), glb.write(dressed, is_compact=True)


def test_the_compact_one_is_valid_much_shorter_and_the_same_again(both, dressed, tmp_path):
    plain, compact = both
    path = tmp_path / "compact.glb"
    path.write_bytes(compact)

    report = validated(path)

    assert report["issues"]["messages"] == []
    assert len(compact) < 0.65 * len(plain)
    assert glb.write(dressed, is_compact=True) == compact


def test_the_compact_one_lies_where_the_plain_one_does_to_a_fraction_of_a_centimetre(both):
    plain, compact = (opened(each) for each in both)
    scaled = {node["mesh"]: node for node in compact[0]["nodes"] if "mesh" in node}

    for number, (mesh, short) in enumerate(zip(plain[0]["meshes"], compact[0]["meshes"], strict=True)):
        step, low = scaled[number]["scale"][0], np.array(scaled[number]["translation"])
        for exact, rough in zip(mesh["primitives"], short["primitives"], strict=True):
            wanted, steps = (
                accessor(*of, each["attributes"]["POSITION"]) for of, each in ((plain, exact), (compact, rough))
            )
            assert np.abs(steps * step + low - wanted).max() < 0.005
            assert (accessor(*plain, exact["indices"]) == accessor(*compact, rough["indices"])).all()


def test_normals_of_a_byte_for_each_axis_stay_as_long_as_the_validator_wants_them():
    normals = np.random.default_rng(302).normal(size=(100_000, 3))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)

    kept = bytes_of(normals.astype(np.float32))[:, :3] / 127

    lengths = np.linalg.norm(kept, axis=1)
    assert np.abs(lengths - 1).max() < 0.00674
    assert ((kept * normals).sum(axis=1) / lengths).min() > np.cos(np.radians(0.5))
