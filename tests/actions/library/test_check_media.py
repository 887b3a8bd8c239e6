"""Media are what they are named; what another form still has comes back, the rest is named."""

import itertools
from pathlib import Path

from app.actions.library import check_media

RAW = b"glTF" + bytes(range(256)) * 40


def test_whole_media_are_left_alone(media):
    keys = [
        media.put_media("scene.glb", RAW),
        media.put_media("poster.webp", b"RIFF"),
        media.put_private("p.jpg", b"J"),
    ]

    found = check_media.check(media, keys[:2])

    assert (found.looked_at, found.mended, found.lost) == (5, (), ())


def test_of_three_forms_any_one_brings_back_the_others(media, tmp_path):
    key = media.put_media("scene.glb", RAW)
    forms = [key, f"{key}.br", f"{key}.gz"]
    before = {form: media.get(form) for form in forms}

    for left in forms:
        for damage in itertools.product((b"", RAW[:100]), repeat=2):
            others = [form for form in forms if form != left]
            for form, raw in zip(others, damage, strict=True):
                (tmp_path / "media" / form).write_bytes(raw)
            assert check_media.check(media, [key]).mended == tuple(others)
            assert {form: media.get(form) for form in forms} == before


def test_what_nothing_has_any_more_is_named(media, tmp_path):
    poster, photo = media.put_media("poster.webp", b"RIFF"), media.put_private("photo.jpg", b"JFIF")
    gone = media.put_media("gone.webp", b"WEBP")
    Path(tmp_path / "media" / poster).write_bytes(b"RIFX")
    Path(tmp_path / "media" / photo).write_bytes(b"")
    media.delete([gone])

    assert check_media.check(media, [gone]).lost == tuple(sorted([poster, photo, gone]))


def test_pages_name_what_they_show():
    sha = "0123456789abcdef" * 4
    image = f'<img src="/media/{sha}/a.webp" srcset="/media/{sha}/b.webp, /media/{sha}/d.webp 2x">'
    page = f'{image} {{"glb": "/media/{sha}/c.glb"}} /media/x'

    assert check_media.named_by(page.encode()) == {f"{sha}/{name}" for name in ("a.webp", "b.webp", "c.glb", "d.webp")}
