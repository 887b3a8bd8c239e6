"""The product's own pictures: what has two sides in one place shows the one that looks at whoever looks."""

import numpy as np
import pytest

from app.meshes.dress import dress
from app.meshes.dressed import PLANNED, Piece, Pose
from app.meshes.raster import render
from app.meshes.scene import Camera
from app.meshes.surfaces import sheet

CORNERS = [(-4.0, 2.0, 4.0), (4.0, 2.5, 4.0), (4.0, 2.6, -4.0), (-4.0, 2.1, -4.0)]


@pytest.mark.parametrize(("eye_m", "is_bright"), [(9.0, True), (-9.0, False)])
def test_cloth_is_bright_from_above_and_dark_from_below_all_over(eye_m, is_bright):
    cloth = sheet(CORNERS, material="#f0c14b", both_sides=True)
    shown = dress("cloth", [Piece("cloth", PLANNED, (cloth,), (Pose(),))])

    picture = np.asarray(render(shown, Camera((0.0, eye_m, 0.1), (0.0, 2.0, 0.0), 30.0), (64, 40)))

    middle = picture[12:28, 20:44, 0].astype(int)
    assert np.ptp(middle) < 30
    assert bool(middle.mean() > 150) == is_bright
