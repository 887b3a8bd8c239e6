"""Pictures come out as pixels alone, upright and in sRGB; what is no picture is refused with a sentence."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageCms

from app import pictures
from app.pictures import Cut, PictureError


def picture(size=(800, 500), *, form="JPEG", mode="RGB", colour=(200, 40, 40), **more):
    stream = io.BytesIO()
    Image.new(mode, size, colour).save(stream, form, **more)
    return stream.getvalue()


def noise(form="JPEG"):
    stream = io.BytesIO()
    Image.effect_noise((1600, 1000), 90).convert("RGB").save(stream, form, quality=95)
    return stream.getvalue()


def opened(raw):
    return Image.open(io.BytesIO(raw))


def png_that_says(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = b""
    for name, body in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return b"\x89PNG\r\n\x1a\n" + chunks


def test_place_and_camera_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "Kamera"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 36.0)

    made = pictures.clean(picture(exif=exif))

    with opened(made.content) as seen:
        assert dict(seen.getexif()) == {}
        assert {"exif", "xmp", "icc_profile"} & set(seen.info) == set()
    assert b"Kamera" not in made.content


def test_a_picture_taken_upright_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    made = pictures.clean(picture((800, 500), exif=exif))

    assert (made.width_px, made.height_px) == (500, 800)


def test_colours_come_in_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    broken = picture(icc_profile=b"no profile")
    as_srgb = picture(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())

    for raw in (broken, as_srgb, picture(icc_profile=lab.tobytes()), picture(form="PNG", mode="L", colour=90)):
        with opened(pictures.clean(raw).content) as seen:
            assert seen.mode == "RGB"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_four_formats_are_read(form):
    assert pictures.clean(picture(form=form)).width_px == 800


def test_nothing_is_kept_larger_than_a_page_can_use():
    made = pictures.clean(picture((5000, 3000)))

    assert (made.width_px, made.height_px) == (2560, 1536)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"  <svg onload='alert(1)'/>", "SVG"),
        (b"<!-- x --><svg/>", "SVG"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"%PDF-1.7", "PDF"),
        (b"GIF89a" + b"\0" * 100, "GIF"),
        (b"PK\3\4" + b"\0" * 100, "ZIP"),
        (b"", "kein Bild"),
        (b"\xff\xd8\xff\xe0 and no more", "kein Bild"),
        (b"\x89PNG\r\n\x1a\n", "kein Bild"),
        (noise()[:9000], "beschädigt"),
        (picture((100, 100)), "nur 100 × 100"),
        (png_that_says(60_000, 60_000), "viel mehr Pixel"),
        (png_that_says(10_000, 10_000), "viel mehr Pixel"),
        (png_that_says(8_000, 8_000), "beschädigt"),
        (png_that_says(0, 500), "kein Bild"),
    ],
)
def test_what_is_no_picture_is_refused(raw, sentence):
    with pytest.raises(PictureError, match=sentence):
        pictures.clean(raw)


def test_a_source_with_a_place_in_it_is_not_taken_from_a_folder():
    exif = Image.Exif()
    exif[0x010F] = "Kamera"

    assert pictures.measured(picture()) == (800, 500)
    with pytest.raises(PictureError, match="Angaben der Kamera"):
        pictures.measured(picture(exif=exif))


def test_crops_have_the_widths_of_pages_and_keep_to_their_bytes():
    made = pictures.crops(noise("WEBP"), Cut(left=0.25, right=0.75))

    assert set(made) == set(pictures.FORMS)
    sizes = {form: opened(raw).size for form, raw in made.items()}
    assert sizes["1200.avif"] == (800, 1000)  # never larger than it is
    assert sizes["600.webp"] == (600, 750)
    assert sizes["320.webp"] == (320, 200)
    assert pictures.height_share((1600, 1000), Cut(left=0.25, right=0.75)) == 1.25
    assert len(made["320.webp"]) < len(made["600.webp"]) < len(made["1200.webp"])


def test_the_small_one_shows_what_is_in_focus():
    whole = Image.new("RGB", (1600, 400), "white")
    whole.paste((0, 0, 255), (1500, 0, 1600, 400))
    stream = io.BytesIO()
    whole.save(stream, "WEBP", lossless=True)

    far, near = (pictures.crops(stream.getvalue(), Cut(focus_x=x))["320.webp"] for x in (0.1, 1.0))

    assert opened(far).getpixel((315, 100))[0] > 200
    assert opened(near).getpixel((315, 100))[0] < 60


def test_a_very_tall_picture_is_cut_to_what_a_phone_shows():
    made = pictures.crops(pictures.clean(picture((400, 2000))).content, Cut())

    assert opened(made["600.webp"]).size == (400, 600)
