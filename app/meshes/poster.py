"""Posters: a dressed scene, path-traced with Mitsuba under a soft sky and sun.

Only this module needs Mitsuba (the group "assets"); posters are committed with the content, so that
nobody else has to.  Same scene, same picture: the seed is fixed.
"""

import io
from typing import Any

import mitsuba as mi
import numpy as np
from PIL import Image

from app.meshes.dressed import Dressed, Finish, Node, Primitive, placed
from app.meshes.light import cleaned, developed, sky
from app.meshes.scene import Camera
from app.meshes.skin import Floats

DEPTH = 5  # how often light is followed on
GROUND = (0.80, 0.79, 0.77)
GROUND_BELOW_M = 0.04
SEED = 302

mi.set_variant("scalar_rgb")


def render(dressed: Dressed, camera: Camera, size_px: tuple[int, int], *, samples: int) -> Image.Image:
    """Return the picture of a scene at rest; more ``samples`` per pixel are slower and cleaner."""
    scene = mi.load_dict(_world(dressed) | {"sensor": _sensor(camera, size_px, samples), "integrator": _integrator()})
    layers = np.array(mi.render(scene, spp=samples, seed=mi.UInt32(SEED)), dtype=np.float64)
    light, alpha = layers[..., :3], np.clip(layers[..., 3], 0, 1)
    albedo, normal, depth = layers[..., 4:7], layers[..., 7:10], layers[..., 10]
    clean = cleaned(np.minimum(light, 12.0), albedo, normal, depth)
    return developed(clean / np.maximum(alpha, 0.05)[..., None], alpha)


def _integrator() -> dict[str, Any]:
    return {
        "type": "aov",
        "aovs": "albedo:albedo,normal:sh_normal,depth:depth",
        "image": {"type": "path", "max_depth": DEPTH, "hide_emitters": True},
    }


def _sensor(camera: Camera, size_px: tuple[int, int], samples: int) -> dict[str, Any]:
    transform = mi.ScalarTransform4f().look_at(origin=list(camera.eye), target=list(camera.look), up=[0, 1, 0])
    return {
        "type": "perspective",
        "fov": camera.fov_deg,
        "fov_axis": "y",
        "near_clip": 0.05,
        "far_clip": 20000.0,
        "to_world": transform,
        "sampler": {"type": "multijitter", "sample_count": samples, "seed": SEED},
        "film": {
            "type": "hdrfilm",
            "width": size_px[0],
            "height": size_px[1],
            "pixel_format": "rgba",
            "rfilter": {"type": "gaussian", "stddev": 0.45},
        },
    }


def _world(dressed: Dressed) -> dict[str, Any]:
    low, high = dressed.bounds()
    middle, reach_m = (low + high) / 2, float(np.linalg.norm(high - low))
    bsdfs = [_bsdf(dressed, finish) for finish in dressed.finishes]
    # the picture's middle column looks along -Z of the emitter, which is north
    around = mi.ScalarTransform4f().rotate(axis=[0, 1, 0], angle=180)
    found: dict[str, Any] = {
        "type": "scene",
        "sky": {"type": "envmap", "bitmap": mi.Bitmap(sky().astype(np.float32)), "to_world": around},
        "ground": _ground((middle[0], min(float(low[1]), 0.0) - GROUND_BELOW_M, middle[2]), reach_m * 3 + 40),
    }
    for i, node in enumerate(dressed.nodes):
        for j, primitive in enumerate(dressed.meshes[node.mesh].primitives):
            found[f"mesh_{i}_{j}"] = _mesh(node, primitive, bsdfs[primitive.finish])
    return found


def _ground(at: tuple[float, float, float], radius_m: float) -> dict[str, Any]:
    """A pale disc that fades out into the backdrop."""
    steps = (np.arange(256) + 0.5) / 128 - 1
    away = np.hypot(*np.meshgrid(steps, steps))
    fade = np.clip((0.95 - away) / 0.75, 0, 1) ** 1.5
    place = mi.ScalarTransform4f().translate(list(at)).rotate(axis=[1, 0, 0], angle=-90).scale(radius_m)
    opacity = {"type": "bitmap", "bitmap": mi.Bitmap(fade.astype(np.float32)[..., None]), "raw": True}
    paint = {"type": "diffuse", "reflectance": {"type": "rgb", "value": list(GROUND)}}
    return {"type": "rectangle", "to_world": place, "bsdf": {"type": "mask", "opacity": opacity, "nested": paint}}


def _bsdf(dressed: Dressed, finish: Finish) -> Any:
    found: dict[str, Any] = {"type": "principled", "specular": 0.4}
    if finish.base is None:
        found["base_color"] = {"type": "rgb", "value": list(finish.colour)}
    else:
        found["base_color"] = _texture(_pixels(dressed, finish.base), raw=False, repeats=finish.repeats)
    if finish.rough is None:
        found |= {"roughness": max(finish.roughness, 0.05), "metallic": finish.metallic}
    else:
        rough = _pixels(dressed, finish.rough)
        found["roughness"] = _texture(np.maximum(rough[..., 1:2], 13), raw=True, repeats=False)
        found["metallic"] = _texture(rough[..., 2:3], raw=True, repeats=False)
    both = {"type": "twosided", "nested": found}
    if finish.opacity < 1:
        return mi.load_dict({"type": "mask", "opacity": finish.opacity, "nested": both})
    return mi.load_dict(both)


def _pixels(dressed: Dressed, number: int) -> Any:
    with Image.open(io.BytesIO(dressed.pictures[number].content)) as image:
        return np.array(image.convert("RGB"))  # a copy: Mitsuba takes no read-only one


def _texture(pixels: Any, *, raw: bool, repeats: bool) -> dict[str, Any]:
    wrap = "repeat" if repeats else "clamp"
    return {"type": "bitmap", "bitmap": mi.Bitmap(pixels.copy()), "raw": raw, "wrap_mode": wrap}


def _mesh(node: Node, primitive: Primitive, bsdf: Any) -> Any:
    properties = mi.Properties()
    properties["bsdf"] = bsdf
    mesh = mi.Mesh(
        node.name,
        vertex_count=len(primitive.positions),
        face_count=len(primitive.triangles),
        has_vertex_normals=True,
        has_vertex_texcoords=True,
        props=properties,
    )
    turned: Floats = primitive.normals @ node.place.turn().T
    flipped = np.column_stack([primitive.uvs[:, 0], 1 - primitive.uvs[:, 1]])
    parameters = mi.traverse(mesh)
    parameters["vertex_positions"] = placed(primitive.positions, node.place).astype(np.float32).reshape(-1)
    parameters["vertex_normals"] = turned.astype(np.float32).reshape(-1)
    parameters["vertex_texcoords"] = flipped.astype(np.float32).reshape(-1)
    parameters["faces"] = primitive.triangles.reshape(-1)
    parameters.update()
    return mesh
