"""Posters: a dressed scene, path-traced with Mitsuba under a soft sky and sun.

Only this module needs Mitsuba (the group "assets"); posters are committed with the content, so that
nobody else has to.  Same scene, same picture: the seed is fixed.
"""

import io
from collections.abc import Sequence

import mitsuba
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.meshes.cutouts import cut_out
from app.meshes.deterministic_math import Floats, dot
from app.meshes.dressed import Dressed, Finish, Node, Primitive, faced, placed
from app.meshes.light import cleaned, developed, sky
from app.meshes.scene import Camera
from app.meshes.scene.fields import Point
from app.meshes.skin import unit

DEPTH = 4  # how often light is followed on
GROUND = (0.83, 0.82, 0.805)
GROUND_BELOW_M = 0.01
GROUND_REACH = 3.0  # radii of the scene after which it has faded out
LEAST_FACING = 0.12  # cosine between a normal and the way to the eye
SEED = 302

mitsuba.set_variant("scalar_rgb")


def render(dressed: Dressed, camera: Camera, size_px: tuple[int, int], *, samples: int) -> Image.Image:
    """Return the picture of a scene at rest; more ``samples`` per pixel are slower and cleaner."""
    through = [finish.opacity < 1 for finish in dressed.finishes]
    light, alpha = _seen(dressed, camera, size_px, samples, leave_out=through)
    if any(through):
        front, front_alpha = _seen(dressed, camera, size_px, max(samples // 2, 4), leave_out=[False] * len(through))
        share = _opacity(dressed, camera, size_px, max(samples // 3, 4))
        alpha = alpha + (np.maximum(front_alpha, alpha) - alpha) * share
        light = light + (front - light) * share[..., None]
    return developed(light, alpha)


def _seen(
    dressed: Dressed, camera: Camera, size_px: tuple[int, int], samples: int, *, leave_out: Sequence[bool]
) -> tuple[Floats, Floats]:
    """Return the light (h, w, 3) of a scene, free of noise, and how much of it covers the backdrop (h, w).

    What is clear is taken for opaque: a path tracer finds the sun only by luck through what it can see through.
    ``leave_out`` says for each finish whether to do without it.
    """
    path: dict[str, object] = {"type": "path", "max_depth": DEPTH, "hide_emitters": True}
    bsdfs = [None if out else _bsdf(dressed, f) for f, out in zip(dressed.finishes, leave_out, strict=True)]
    seen = _traced(_world(dressed, camera, bsdfs), path, camera, size_px, samples)
    light, alpha = np.minimum(seen[..., :3], 12.0), np.clip(seen[..., 3], 0, 1)
    layers: dict[str, object] = {"type": "aov", "aovs": "albedo:albedo,normal:sh_normal,depth:depth,position:position"}
    paints = [None if out else _matt(_paint(dressed, f)) for f, out in zip(dressed.finishes, leave_out, strict=True)]
    known = _traced(_world(dressed, camera, paints), layers, camera, size_px, max(samples // 3, 4))
    albedo, normal, depth, position = np.split(known[..., -10:], [3, 6, 7], axis=2)
    clean = cleaned(light, albedo, normal, depth[..., 0]) / np.maximum(alpha, 0.05)[..., None]
    return clean, alpha * _fading(dressed, position / np.maximum(alpha, 0.05)[..., None])


def _opacity(dressed: Dressed, camera: Camera, size_px: tuple[int, int], samples: int) -> Floats:
    """Return how much of each pixel (h, w) belongs to what is clear and stands in front."""
    shares = [finish.opacity if finish.opacity < 1 else 0.0 for finish in dressed.finishes]
    marks = [_matt({"type": "rgb", "value": [share] * 3}) for share in shares]
    world = _world(dressed, camera, marks, ground=_matt({"type": "rgb", "value": [0.0] * 3}))
    return _traced(world, {"type": "aov", "aovs": "albedo:albedo"}, camera, size_px, samples)[..., -1]


def _fading(dressed: Dressed, position: Floats) -> Floats:
    """Return how solid the ground still is at (h, w, 3) positions: 1 near the scene, 0 far from it."""
    middle, reach_m = _reach(dressed)
    away = np.hypot(position[..., 0] - middle[0], position[..., 2] - middle[2]) / reach_m
    return np.asarray(np.clip((GROUND_REACH - away) / (GROUND_REACH - 1), 0, 1) ** 1.5)


def _reach(dressed: Dressed) -> tuple[Floats, float]:
    """Return the middle of the foot of a scene and the radius of its ground, both in metres."""
    low, high = dressed.bounds()
    foot = np.array([(low[0] + high[0]) / 2, min(float(low[1]), 0.0) - GROUND_BELOW_M, (low[2] + high[2]) / 2])
    return foot, float(np.hypot(high[0] - low[0], high[2] - low[2])) / 2 + 10


def _traced(
    world: dict[str, object], integrator: dict[str, object], camera: Camera, size_px: tuple[int, int], samples: int
) -> Floats:
    """Return (h, w, channels) of what an integrator sees."""
    scene = mitsuba.load_dict(world | {"sensor": _sensor(camera, size_px, samples), "integrator": integrator})
    return np.array(mitsuba.render(scene, spp=samples, seed=mitsuba.UInt32(SEED)), dtype=np.float64)


def _sensor(camera: Camera, size_px: tuple[int, int], samples: int) -> dict[str, object]:
    transform = mitsuba.ScalarTransform4f().look_at(origin=list(camera.eye), target=list(camera.look), up=[0, 1, 0])
    return {
        "type": "perspective",
        "fov": camera.fov_deg,
        "fov_axis": "y",
        "near_clip": 0.05,
        "far_clip": 20000.0,
        "to_world": transform,
        "sampler": {"type": "independent", "sample_count": samples, "seed": SEED},
        "film": {
            "type": "hdrfilm",
            "width": size_px[0],
            "height": size_px[1],
            "pixel_format": "rgba",
            "rfilter": {"type": "gaussian", "stddev": 0.45},
        },
    }


def _world(dressed: Dressed, camera: Camera, bsdfs: Sequence[object], *, ground: object = None) -> dict[str, object]:
    """Return everything but camera and integrator; a finish whose BSDF is None is left out."""
    ahead = np.array(camera.look) - np.array(camera.eye)
    around = mitsuba.ScalarTransform4f().rotate(
        axis=[0, 1, 0], angle=float(np.degrees(np.arctan2(-ahead[0], -ahead[2])))
    )
    found: dict[str, object] = {
        "type": "scene",
        "sky": {"type": "envmap", "bitmap": mitsuba.Bitmap(sky().astype(np.float32)), "to_world": around},
        "ground": _ground(*_reach(dressed), ground or _matt({"type": "rgb", "value": list(GROUND)})),
    }
    for i, node in enumerate(dressed.nodes):
        for j, primitive in enumerate(dressed.meshes[node.mesh].primitives):
            if bsdfs[primitive.finish] is None:
                continue
            finish = dressed.finishes[primitive.finish]
            shown = _leaves(dressed, primitive) if finish.cutoff else primitive
            found[f"mesh_{i}_{j}"] = _mesh(node, shown, bsdfs[primitive.finish], camera.eye)
    return found


def _ground(foot: Floats, reach_m: float, bsdf: object) -> dict[str, object]:
    turn = mitsuba.ScalarTransform4f().translate(foot.tolist()).rotate(axis=[1, 0, 0], angle=-90)
    return {"type": "rectangle", "to_world": turn.scale(reach_m * GROUND_REACH * 1.5), "bsdf": bsdf}


def _bsdf(dressed: Dressed, finish: Finish) -> object:
    found: dict[str, object] = {"type": "principled", "specular": 0.4, "base_color": _paint(dressed, finish)}
    if finish.rough is None:
        found |= {"roughness": max(finish.roughness, 0.05), "metallic": finish.metallic}
    else:
        rough = _pixels(dressed, finish.rough)
        found["roughness"] = _texture(np.maximum(rough[..., 1:2], 13), raw=True, repeats=False)
        found["metallic"] = _texture(rough[..., 2:3], raw=True, repeats=False)
    return mitsuba.load_dict({"type": "twosided", "nested": found})


def _matt(paint: dict[str, object]) -> object:
    return mitsuba.load_dict({"type": "twosided", "nested": {"type": "diffuse", "reflectance": paint}})


def _paint(dressed: Dressed, finish: Finish) -> dict[str, object]:
    if finish.base is None:
        return {"type": "rgb", "value": list(finish.colour)}
    return _texture(_pixels(dressed, finish.base), raw=False, repeats=finish.repeats)


def _pixels(dressed: Dressed, number: int) -> NDArray[np.uint8]:
    with Image.open(io.BytesIO(dressed.pictures[number].content)) as image:
        return np.array(image.convert("RGBA"))


def _texture(pixels: NDArray[np.uint8], *, raw: bool, repeats: bool) -> dict[str, object]:
    wrap = "repeat" if repeats else "clamp"
    return {"type": "bitmap", "bitmap": mitsuba.Bitmap(pixels[..., :3].copy()), "raw": raw, "wrap_mode": wrap}


def _leaves(dressed: Dressed, primitive: Primitive) -> Primitive:
    """Return only what the picture of a primitive's finish shows of it."""
    finish = dressed.finishes[primitive.finish]
    return cut_out(primitive, _pixels(dressed, finish.base or 0)[..., 3] / 255, finish.cutoff)


def _mesh(node: Node, primitive: Primitive, bsdf: object, eye: Point) -> object:
    properties = mitsuba.Properties()
    properties["bsdf"] = bsdf
    mesh = mitsuba.Mesh(
        node.name,
        vertex_count=len(primitive.positions),
        face_count=len(primitive.triangles),
        has_vertex_normals=True,
        has_vertex_texcoords=True,
        props=properties,
    )
    parameters = mitsuba.traverse(mesh)
    points = placed(primitive.positions, node.place)
    normals = _turned_to(np.array(eye) - points, points, faced(primitive.normals, node.place), primitive.triangles)
    parameters["vertex_positions"] = points.astype(np.float32).reshape(-1)
    parameters["vertex_normals"] = normals.astype(np.float32).reshape(-1)
    parameters["vertex_texcoords"] = primitive.uvs.reshape(-1)
    parameters["faces"] = primitive.triangles.reshape(-1)
    parameters.update()
    return mesh


def _turned_to(toward: Floats, points: Floats, normals: Floats, triangles: NDArray[np.uint32]) -> Floats:
    """Return normals (n, 3) bent so far that no side that one sees seems to look away; it would come out black.

    ``toward`` (n, 3) leads from each point to the eye.  Only round things with few triangles have such sides.
    """
    corners = points[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    seen = np.zeros(len(points), dtype=bool)
    seen[triangles[dot(faces, toward[triangles[:, 0]]) > 0]] = True
    ahead = unit(toward)
    lack = np.where(seen, np.maximum(LEAST_FACING - dot(normals, ahead), 0), 0)
    return unit(normals + lack[:, None] * ahead)
