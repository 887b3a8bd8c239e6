"""Pictures come out as pixels alone, upright and in sRGB; what is no picture is refused with a sentence."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from app import pictures
from app.pictures import Cut, PictureError
from app.pictures.clean import clean
from tests.pictures.heic import heic
from tests.pictures.marked import (
    BLUE,
    CORNERS,
    RED,
    SIZE,
    deep_png,
    file,
    in_lab,
    marked,
    near,
    plain_tiff,
    seen,
    swapped_profile,
)


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

    made = clean(picture(exif=exif))

    with opened(made.content) as seen:
        assert dict(seen.getexif()) == {}
        assert {"exif", "xmp", "icc_profile"} & set(seen.info) == set()
    assert b"Kamera" not in made.content


def test_a_picture_taken_upright_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6

    made = clean(picture((800, 500), exif=exif))

    assert (made.width_px, made.height_px) == (500, 800)


def test_colours_come_in_srgb():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    broken = picture(icc_profile=b"no profile")
    as_srgb = picture(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())

    for raw in (broken, as_srgb, picture(icc_profile=lab.tobytes()), picture(form="PNG", mode="L", colour=90)):
        with opened(clean(raw).content) as seen:
            assert seen.mode == "RGB"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "MPO", "HEIF"])
@pytest.mark.parametrize("orientation", CORNERS)
def test_every_format_stands_upright_and_has_the_colours_of_its_profile(form, orientation):
    """With a profile as without: the one must not make the other forgotten."""
    size = SIZE if orientation < 5 else SIZE[::-1]
    for profile, (mark, rest) in ((None, (RED, BLUE)), (swapped_profile(), (RED[::-1], BLUE[::-1]))):
        found = seen(clean(file(form, orientation=orientation, profile=profile)).content)
        assert (found.size, found.corner) == (size, CORNERS[orientation])
        assert near(found.mark, mark)
        assert near(found.rest, rest)


def test_an_orientation_that_cannot_be_read_leaves_the_picture_as_it_lies():
    as_text = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHI4sI", 1, 0x0112, 2, 2, b"6\0", 0)

    assert clean(picture((800, 500), exif=as_text)).width_px == 800
    assert clean(picture((800, 500), exif=as_text[:20])).width_px == 800


def grey(low, high, dtype):
    samples = np.full((320, 400, 1), low, dtype)
    samples[:64, :80] = high
    return samples


def with_alpha(samples):
    return np.concatenate([samples, np.full_like(samples[..., :1], np.iinfo(samples.dtype).max)], axis=2)


DEEP = np.asarray(marked()).astype(np.uint16) * 257
SIXTEEN = grey(0x2000, 0xC000, np.uint16)
GREYS = ((191,) * 3, (31,) * 3)  # 0xC000 and 0x2000 as 8 bits, of the mark and of the rest
TWO_TONES = marked("L").point(lambda each: 255 * (each > 100)).convert("1")
WHITE, BLACK = (255,) * 3, (0,) * 3


@pytest.mark.parametrize(
    ("raw", "mark", "rest"),
    [
        (lambda: deep_png(SIXTEEN), *GREYS),
        (lambda: deep_png(with_alpha(SIXTEEN)), *GREYS),
        (lambda: plain_tiff(SIXTEEN, photometric=1), *GREYS),
        (lambda: plain_tiff(0xFFFF - SIXTEEN, photometric=0), *GREYS),
        (lambda: plain_tiff(SIXTEEN >> 4, photometric=1), *GREYS),
        (lambda: plain_tiff(SIXTEEN >> 8, photometric=1), (192,) * 3, (32,) * 3),
        (lambda: plain_tiff(grey(0x2000, 0xC000, np.int32), photometric=1), *GREYS),
        (lambda: plain_tiff(grey(-40, 900, np.int16), photometric=1), WHITE, BLACK),
        (lambda: plain_tiff(grey(0.125, 0.75, np.float32), photometric=1), *GREYS),
        (lambda: plain_tiff(grey(np.nan, 0.75, np.float32), photometric=1), GREYS[0], BLACK),
        (lambda: plain_tiff(grey(-3, 2000, np.float32), photometric=1), WHITE, BLACK),
        (lambda: deep_png(DEEP), RED, BLUE),
        (lambda: deep_png(with_alpha(DEEP)), RED, BLUE),
        (lambda: plain_tiff(DEEP, photometric=2), RED, BLUE),
        (lambda: plain_tiff(DEEP, photometric=2, tile_px=128), RED, BLUE),
        (lambda: plain_tiff(with_alpha(DEEP), photometric=2, more={338: 2}), RED, BLUE),
        (lambda: plain_tiff(with_alpha((DEEP >> 8).astype(np.uint8)), photometric=2, more={338: 0}), RED, BLUE),
        (lambda: plain_tiff(with_alpha(0xFFFF - DEEP) * np.uint16([1, 1, 1, 0]), photometric=5), RED, BLUE),
        (lambda: file("TIFF", picture=marked("CMYK")), RED, BLUE),
        (lambda: file("JPEG", picture=marked("CMYK")), RED, BLUE),
        (lambda: file("TIFF", picture=in_lab(marked())), RED, BLUE),
        (lambda: file("TIFF", picture=marked("YCbCr")), RED, BLUE),
        (lambda: file("TIFF", compression="tiff_lzw"), RED, BLUE),
        (lambda: file("TIFF", compression="tiff_adobe_deflate"), RED, BLUE),
        (lambda: file("TIFF", save_all=True, append_images=[Image.new("RGB", SIZE)]), RED, BLUE),
        (lambda: file("TIFF", picture=TWO_TONES, compression="group4"), WHITE, BLACK),
        (lambda: file("PNG", picture=marked().quantize(4)), RED, BLUE),
        (lambda: file("AVIF").replace(b"ftypavif", b"ftypmif1"), RED, BLUE),
    ],
)  # fmt: skip
def test_every_depth_comes_out_with_its_colours(raw, mark, rest):
    found = seen(clean(raw()).content)

    assert (found.size, found.corner) == (SIZE, "top left")
    assert near(found.mark, mark)
    assert near(found.rest, rest)


@pytest.mark.parametrize(
    "raw",
    [
        lambda: deep_png(SIXTEEN, struct.pack(">H", 0xC000)),
        lambda: file("PNG", transparency=RED),
        lambda: file("PNG", picture=marked("L"), transparency=marked("L").getpixel((0, 0))),
        lambda: file("PNG", picture=marked().quantize(4), transparency=marked().quantize(4).getpixel((0, 0))),
    ],
)
def test_what_is_clear_stays_clear(raw):
    found = seen(clean(raw()).content)

    assert (found.mark[3], found.rest[3]) == (0, 255)


@pytest.mark.parametrize(
    ("raw", "size"),
    [
        (lambda: file("JPEG", orientation=6, picture=marked(size=(12_000, 7_000))), (1493, 2560)),
        (lambda: file("JPEG", picture=marked(size=(17_000, 900))), (8192, 434)),
        (lambda: file("JPEG", picture=marked(size=(9000, 2000))), (2880, 640)),
        (lambda: file("PNG", picture=marked("L", size=(12_000, 7_000)), compress_level=1), (2560, 1493)),
    ],
    ids=["jpeg", "long panorama", "panorama", "png"],
)
def test_what_is_much_larger_than_a_page_is_made_small(raw, size):
    made = clean(raw())

    assert (made.width_px, made.height_px) == size


def test_nothing_is_kept_larger_than_a_page_can_use():
    made = clean(picture((5000, 3000)))

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
        (png_that_says(16_000, 16_000), "viel mehr Pixel"),
        (png_that_says(10_000, 10_000), "beschädigt"),
        (b"\0\0\0\x18ftypcrx \0\0\0\0", "RAW"),
        (b"II*\0\x10\0\0\0CR\2\0", "RAW"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "Film"),
        (b"\xff\x0a" + b"\0" * 100, "JPEG XL"),
        (b"II*\0\x08\0\0\0\0\0\0\0\0\0", "TIFF"),
        (file("TIFF")[:2000], "TIFF|beschädigt"),
        (heic()[:500], "HEIC|beschädigt"),
        (png_that_says(0, 500), "kein Bild"),
    ],
)
def test_what_is_no_picture_is_refused(raw, sentence):
    with pytest.raises(PictureError, match=sentence):
        clean(raw)


def test_what_has_too_many_bytes_is_refused_before_it_is_read():
    with pytest.raises(PictureError, match="Erlaubt sind höchstens 150 MB"):
        clean(bytes(pictures.MOST_BYTES + 1))


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
    made = pictures.crops(clean(picture((400, 2000))).content, Cut())

    assert opened(made["600.webp"]).size == (400, 600)
