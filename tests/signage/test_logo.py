"""Logos as people and programs make them, and as nobody should: each becomes the right drawing or a clear sentence."""

import gzip
import io
import json
import random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from app import sandbox
from app.signage.logo import HEIGHT, as_svg, read, written
from app.signage.logo.drawing import MOST_POINTS
from app.signage.logo.faults import LogoError
from app.signage.logo.reading import drawing
from tests.signage.logos import FILES, svg

BOX = '<rect width="100" height="100"/>'
RED = "#e2001a"


def corners(shape):
    """The ends of a shape's segments, in whole percents of the height."""
    return {(round(each[-2] / HEIGHT * 100), round(each[-1] / HEIGHT * 100)) for each in shape.path if len(each) > 1}


def only(raw):
    (shape,) = drawing(raw).shapes
    return shape


def refusal(raw):
    with pytest.raises(LogoError) as refused:
        drawing(raw)
    assert refused.value.mend % refused.value.values
    return refused.value.wrong % refused.value.values


SQUARE = {(0, 0), (100, 0), (100, 100), (0, 100)}


@pytest.mark.parametrize(
    "raw",
    [
        svg(BOX),
        svg('<path d="M0 0h100v100H0z"/>'),
        svg('<path d="M0,0\n\tL100 0 100,100\r\n0 100"/>'),
        svg('<path d="m0 0 100 0 0 100-100 0z"/>'),
        svg('<path d="M0 0h1e2V1.0e+2H.0z"/>'),
        svg('<path d="M0 0H100V100H0Z oops and more"/>'),
        svg('<polygon points="0,0 100,0 100,100 0,100"/>'),
        svg('<polyline points="0 0 100 0 100 100 0 100 7"/>'),
        svg('<rect width="100%" height="100%"/>'),
        svg('<rect x="-50" y="-50" width="300" height="300"/>'),
        svg('<rect width="100" height="100" transform="scale(-1 1) translate(-100)"/>'),
        svg('<g transform="rotate(90 50 50)"><rect width="100" height="100"/></g>'),
        svg('<g transform="matrix(.5,0,0,.5,0,0) , scale(2)"><rect width="100" height="100"/></g>'),
        svg('<line x1="0" y1="50" x2="100" y2="50" stroke="#000" stroke-width="100"/>'),
        svg('<defs><rect id="a" width="50" height="50"/></defs><use href="#a" transform="scale(2)"/>'),
        svg('<symbol id="a"><rect width="100" height="100"/></symbol><use href="#a"/>'),
        svg('<clipPath id="c"><rect width="100" height="100"/></clipPath><circle clip-path="url(#c)" r="500"/>'),
        svg('<switch><foreignObject requiredExtensions="x"><p/></foreignObject><rect width="9" height="9"/></switch>'),
        svg(BOX + '<text display="none">Aus</text><rect width="400" height="9" opacity="0"/><circle r="0"/>'),
        svg(BOX, around='xmlns:i="http://ns.adobe.com/x" i:viewOrigin="0 0"').replace(
            b"<rect", b"<i:pgf>A</i:pgf><rect"
        ),
        svg(BOX).decode().encode("utf-16"),
        b"\xef\xbb\xbf" + svg(BOX),
        svg(BOX).replace(b"viewBox", b'width="40mm" height="4cm" viewBox'),
        b'<svg xmlns="http://www.w3.org/2000/svg" width="1in" height="72pt"><rect width="96" height="6pc"/></svg>',
        b'<svg viewBox="0 0 100 100"><rect width="100" height="100"/></svg>',
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1:1/svg11.dtd">' + svg(BOX),
        svg('<a href="#oben"><title>T</title><metadata><x/></metadata><rect width="100" height="100"/></a>'),
    ],
)
def test_a_square_is_a_square_however_it_is_written(raw):
    made = drawing(raw)

    assert made.width == HEIGHT
    assert corners(made.shapes[0]) == SQUARE
    assert len(made.shapes) == 1 and made.shapes[0].inks == [0, 0, 0, 100]


@pytest.mark.parametrize(
    ("looks", "screen"),
    [
        (f'fill="{RED}"', RED),
        ('fill="#E01"', "#ee0011"),
        ('fill="rgb(226, 0, 26)"', RED),
        ('fill="rgb(226 0 26)"', RED),
        ('fill="rgb(88.6275%,0%,10.196%)"', RED),
        ('style="fill:#123456; fill: #e2001a !important"', RED),
        ('fill="#000" style="fill:#e2001a"', RED),
        ('fill="currentColor" color="#e2001a"', RED),
        ('class="x rot"', RED),
        ('id="eins" class="gruen"', "#0000ff"),
        ('fill="navy"', "#000080"),
        (f'fill="{RED} icc-color(Euroscale, 0, 1, 1, 0)"', RED),
        ('fill="inherit"', "#00693e"),
    ],
)
def test_colours_are_found_wherever_they_stand(looks, screen):
    sheet = "<style>/* x */ .rot, .r{fill:#e2001a} .gruen{fill:#00693e} #eins{fill:#00f} rect{}</style>"

    found = only(svg(f'{sheet}<g fill="#00693e"><rect width="100" height="100" {looks}/></g>'))

    assert found.screen == screen
    assert sum(found.inks) <= 300 and found.inks[:3] != [0, 0, 0]


def test_greys_are_black_alone_and_what_a_program_writes_for_black_is_all_of_it():
    def inks(fill):
        return only(svg(f'<rect width="9" height="9" fill="{fill}"/>')).inks

    for fill in ("#000", "#1d1d1b", "#1a171b", "#231f20"):
        assert inks(fill)[:3] == [0, 0, 0] and inks(fill)[3] >= 98
    assert inks("#fff") == [0, 0, 0, 0]
    assert inks("#808080")[:3] == [0, 0, 0] and 45 < inks("#808080")[3] < 65


def test_a_circle_is_four_curves_and_a_line_with_dashes_is_its_dashes():
    circle = only(svg('<circle cx="50" cy="50" r="50"/>'))
    dashes = only(
        svg('<path d="M0 50h100" stroke="#000" stroke-width="20" stroke-dasharray="20"/>', around='fill="none"')
    )

    assert [each[0] for each in circle.path].count("c") == 4
    assert [each[0] for each in dashes.path].count("m") == 3


def test_the_same_file_gives_the_same_bytes_which_are_read_again():
    for raw in FILES.values():
        kept = written(drawing(raw))

        assert kept == written(drawing(raw))
        found = read(kept)
        assert found is not None and written(found) == kept
        assert drawing(as_svg(found).encode()).width == found.width
    for odd in (b"", b"{}", b"[]", b'{"width":1,"shapes":[]}', kept[:-9], kept.replace(b'"m"', b'"evil"')):
        assert read(odd) is None


DEEP = "<g>" * 500 + "</g>" * 500
MANY = f'<path d="M0 0{"l1 1 0 1" * (MOST_POINTS * 2)}"/>'
POINTS = "<path d='M0 0" + "".join(f"L{n % 100} {n % 97}" for n in range(MOST_POINTS + 1)) + "'/>"
DOUBLING = "".join(f'<g id="g{n}"><use href="#g{n + 1}"/><use href="#g{n + 1}"/></g>' for n in range(30))
ENTITY = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">'


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "keine SVG-Datei"),
        (b"GIF89a", "keine SVG-Datei"),
        (b"<html><body/></html>", "keine SVG-Datei"),
        (svg(BOX)[:-20], "keine SVG-Datei"),
        (svg(BOX).decode().encode("utf-16")[:60], "keine SVG-Datei"),
        (b"<?xml version='1.0' encoding='ebcdic-nonsense'?>" + svg(BOX), "keine SVG-Datei"),
        (gzip.compress(svg(BOX)), "SVGZ"),
        (svg(f"<!-- {'x' * 1_000_000} -->" + BOX), "größer als 1 MB"),
        (f"<!DOCTYPE svg [{ENTITY}]>".encode() + svg("<title>&c;</title>" + BOX), "Ersetzungen"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg("<desc>&x;</desc>"), "Ersetzungen"),
        (b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x">%x;]>' + svg(BOX), "Ersetzungen"),
        (b'<?xml-stylesheet href="http://127.0.0.1:1/x.css"?>' + svg(BOX), "außerhalb"),
        (svg("<style>@import url(http://127.0.0.1:1/x.css);</style>" + BOX), "außerhalb"),
        (svg("<style>@font-face{font-family:x;src:url(#x)}</style>" + BOX), "außerhalb"),
        (svg("<style>rect{fill:url('http://127.0.0.1:1/#a')}</style>" + BOX), "außerhalb"),
        (svg('<rect width="9" height="9" fill="url(http://127.0.0.1:1/a.svg#b)"/>'), "außerhalb"),
        (svg('<use href="http://127.0.0.1:1/a.svg#b"/>' + BOX), "außerhalb"),
        (svg('<a href="https://302.example/">' + BOX + "</a>"), "außerhalb"),
        (svg("<style>g > rect{fill:red}</style>" + BOX), "verwickelt"),
        (svg("<style>@media print{rect{fill:red}}</style>" + BOX), "verwickelt"),
        (svg("<script>alert(1)</script>" + BOX), "Skript"),
        (svg("<defs><script href='#x'/></defs>" + BOX), "Skript"),
        (svg('<rect width="9" height="9" onclick="alert(1)"/>'), "Skript"),
        (svg("<foreignObject><p>Hallo</p></foreignObject>" + BOX), "foreignObject"),
        (svg("<text>Stadt</text>" + BOX), "Text in einer Schrift"),
        (svg('<image href="data:image/png;base64,iVBORw0KGgo="/>' + BOX), "Bild aus Bildpunkten"),
        (svg('<image href="http://127.0.0.1:1/a.png"/>' + BOX), "Bild aus Bildpunkten"),
        (svg('<linearGradient id="v"/><rect width="9" height="9" fill="url(#v)"/>'), "Verlauf"),
        (svg('<pattern id="v"/><rect width="9" height="9" stroke="url(#v)"/>'), "Verlauf"),
        (svg('<rect width="9" height="9" filter="url(#f)"/>'), "Effekt („filter“)"),
        (svg('<g style="mask: url(#m)"><rect width="9" height="9"/></g>'), "Effekt („mask“)"),
        (svg('<rect width="9" height="9" style="mix-blend-mode:multiply"/>'), "Effekt („mix-blend-mode“)"),
        (svg('<path d="M0 0h9v9" marker-end="url(#m)"/>'), "Linienenden"),
        (svg('<g opacity=".5"><rect width="9" height="9"/></g>'), "durchscheinend"),
        (svg('<rect width="9" height="9" fill="#ff000080"/>'), "durchscheinend"),
        (svg('<rect width="9" height="9" fill-opacity="50%"/>'), "durchscheinend"),
        (svg('<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>'), "bewegt"),
        (svg('<g id="a"><use href="#a"/></g>'), "verschachtelt"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "verschachtelt"),
        (svg(DOUBLING), "zu vielen Teilen"),
        (svg(DEEP + BOX), "verschachtelt"),
        (svg(MANY), "zu viele Punkte"),
        (svg(POINTS), "mehr als 5.000 Punkte"),
        (svg('<path d="M0 0h1000" stroke="#000" stroke-dasharray=".001"/>'), "zu viele Striche"),
        (svg('<rect width="1e400" height="9"/>'), "Zahlen"),
        (svg('<path d="M0 0L1e30 9 9 9"/>'), "Zahlen"),
        (svg('<rect width="NaN" height="9"/>'), "NaN"),
        (svg('<rect width="9em" height="9"/>'), "9em"),
        (svg('<rect width="9" height="9" transform="turn(9)"/>'), "turn"),
        (svg('<rect width="9" height="9" fill="himmelblau"/>'), "keine Farbe"),
        (svg('<rect width="9" height="9" fill="rgb(999999999999,0,0"/>'), "keine Farbe"),
        (svg(""), "nichts zu sehen"),
        (svg('<rect x="500" width="9" height="9"/>'), "nichts zu sehen"),
        (svg('<rect width="9" height="9" fill="none"/>'), "nichts zu sehen"),
        (svg('<rect width="-9" height="9"/><rect width="9" height="9" transform="scale(0)"/>'), "nichts zu sehen"),
        (svg(BOX, 0), "Zeichenfläche"),
        (svg(BOX, -5), "Zeichenfläche"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>', "Zeichenfläche"),
        (svg(BOX, around='width="0" height="9"'), "Zeichenfläche"),
        (svg('<rect width="100" height="2"/>'), "so breit wie hoch"),
        (svg('<rect width="2" height="100"/>'), "so hoch wie breit"),
        (svg('<svg x="5">' + BOX + "</svg>"), "keine Zeichnung"),
    ],
)
def test_what_no_sign_can_show_is_told_in_a_sentence(raw, said):
    assert said in refusal(raw)


def page(content, *, box=(0, 0, 100, 100), spaces=None, states=None, forms=None, pages=1, **more):
    """A PDF whose pages draw ``content``; ``more`` goes into the page."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            sheet = pdf.add_blank_page(page_size=(10, 10))
            sheet.obj.MediaBox = Array(box)
            sheet.obj.Resources = Dictionary(
                ColorSpace=Dictionary(spaces or {}),
                ExtGState=Dictionary(states or {}),
                XObject=Dictionary({name: pdf.make_stream(raw, said) for name, (raw, said) in (forms or {}).items()}),
            )
            sheet.Contents = pdf.make_stream(content)
            for name, value in more.items():
                sheet.obj[f"/{name}"] = value
        return saved(pdf)


def saved(pdf, **how):
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def changed(raw, change, **how):
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        change(pdf)
        return saved(pdf, **how)


FULL = b"0 0 100 100 re f"
FORM = {"/F": (FULL, {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": Array([0, 0, 100, 100])})}
HALF = {"/F": (FULL, {**FORM["/F"][1], "/Matrix": Array([0.5, 0, 0, 0.5, 0, 0])})}
SPOT = Array(
    [
        Name.Separation,
        Name("/HausRot"),
        Name.DeviceCMYK,
        Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 0.8, 0.1]), N=1),
    ]
)
ALL = Array([Name.Separation, Name.All, Name.DeviceCMYK, SPOT[3]])
ODD_SPOT = Array([Name.Separation, Name("/HausRot"), Name.Lab, Dictionary(FunctionType=4)])


@pytest.mark.parametrize(
    "raw",
    [
        page(FULL),
        page(b"0 0 m 100 0 l 100 100 l 0 100 l h f"),
        page(b"0 50 m 100 50 l 100 w S"),
        page(b"q 2 0 0 2 0 0 cm 0 0 50 50 re f Q"),
        page(b"q 0 0 100 100 re W n -50 -50 500 500 re f* Q"),
        page(b"-50 -50 500 500 re f"),
        page(b"500 500 100 100 re f", box=(500, 500, 600, 600)),
        page(b"0 0 100 100 re f", box=(100, 100, 0, 0)),
        page(b"30 40 100 100 re f", box=(0, 0, 400, 400), CropBox=Array([30, 40, 130, 140])),
        page(FULL, Rotate=90),
        page(FULL, Rotate=-90),
        page(FULL, UserUnit=10),
        page(b"/F Do", forms=FORM),
        page(b"q 2 0 0 2 0 0 cm /F Do Q", forms=HALF),
        page(b"/O gs 0 0 100 100 re f", states={"/O": Dictionary(OP=True, op=True, OPM=1, CA=1, BM=Name.Normal)}),
        page(b"Q Q Q 0 0 100 100 re f"),
        page(b"0 g 0 G 0 0 100 100 re f"),
        page(b"BT ET /Span BMC 0 0 100 100 re f EMC"),
    ],
)
def test_a_page_with_a_square_is_one_too(raw):
    made = drawing(raw)

    assert made.width == HEIGHT
    assert corners(made.shapes[0]) == SQUARE
    assert made.shapes[0].inks == [0, 0, 0, 100]


@pytest.mark.parametrize(
    ("set_colour", "inks"),
    [
        (b"0 1 1 0 k", [0, 100, 100, 0]),
        (b".25 g", [0, 0, 0, 75]),
        (b"0 0 0 rg", [0, 0, 0, 100]),
        (b"/Spot cs 1 scn", [0, 100, 80, 10]),
        (b"/Spot cs .5 scn", [0, 50, 40, 5]),
        (b"/Schwarz cs .4 scn", [0, 0, 0, 40]),
        (b"/Zwei cs 1 .5 scn", [100, 0, 0, 50]),
        (b"/Profil cs .2 .3 .4 .1 scn", [20, 30, 40, 10]),
        (b"/DeviceCMYK cs", [0, 0, 0, 100]),
    ],
)
def test_inks_stay_as_they_are_given(set_colour, inks):
    with pikepdf.new() as pdf:
        profile = pdf.make_stream(b"x", N=4)
        spaces = {
            "/Spot": SPOT,
            "/Schwarz": Array([Name.Separation, Name.Black, Name.DeviceCMYK, SPOT[3]]),
            "/Zwei": Array([Name.DeviceN, Array([Name.Cyan, Name.Black]), Name.DeviceCMYK, SPOT[3]]),
        }
        sheet = pdf.add_blank_page(page_size=(100, 100))
        sheet.obj.Resources = Dictionary(ColorSpace=Dictionary({**spaces, "/Profil": Array([Name.ICCBased, profile])}))
        sheet.Contents = pdf.make_stream(set_colour + b" " + FULL)
        raw = saved(pdf)

    assert only(raw).inks == inks


def turned_to_script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def with_file(pdf):
    pdf.attachments["geheim.txt"] = b"x"


def with_note(pdf):
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def with_hidden_layer(pdf):
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Hilfslinien"))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def with_itself(pdf):
    form = pdf.pages[0].obj.Resources.XObject["/F"]
    form.Resources = Dictionary(XObject=Dictionary({"/F": form}))


def with_loop_of_pages(pdf):
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages, *pdf.Root.Pages.Kids])


INLINE = b"q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
LOCK = {"encryption": pikepdf.Encryption(owner="a", user="")}
SHUT = {"encryption": pikepdf.Encryption(owner="a", user="b")}
IMAGE = {"/F": (b"x", {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 1, "/Height": 1})}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.7", "ließ sich nicht lesen"),
        (page(FULL)[:300], "ließ sich nicht lesen"),
        (page(b"0 0 100 re f"), "ließ sich nicht lesen"),
        (page(b"(a) (b) m 0 0 9 9 re f"), "ließ sich nicht lesen"),
        (page(b"/Fehlt gs 0 0 9 9 re f"), "ließ sich nicht lesen"),
        (page(b"/Fehlt Do"), "ließ sich nicht lesen"),
        (page(FULL, box=(0, 0, 0, 0)), "ließ sich nicht lesen"),
        (changed(page(FULL), lambda _pdf: None, **LOCK), "Kennwort"),
        (changed(page(FULL), lambda _pdf: None, **SHUT), "Kennwort"),
        (page(FULL, pages=2), "2 Seiten"),
        (changed(page(FULL), turned_to_script), "Skripte"),
        (changed(page(FULL), with_file), "Skripte"),
        (changed(page(FULL), with_note), "Notizen"),
        (changed(page(FULL), with_hidden_layer), "ausgeblendete Ebenen"),
        (changed(page(b"/F Do", forms={"/F": (b"/F Do", FORM["/F"][1])}), with_itself), "zu viele Teile"),
        (page(b"BT /F1 9 Tf (Stadt) Tj ET 0 0 9 9 re f"), "Text in einer Schrift"),
        (page(INLINE + FULL), "Bild aus Bildpunkten"),
        (page(b"/F Do", forms=IMAGE), "Bild aus Bildpunkten"),
        (page(b"/S sh"), "Verlauf"),
        (page(b"/Pattern cs /P scn " + FULL), "Verlauf"),
        (page(b"/T gs " + FULL, states={"/T": Dictionary(ca=0.5)}), "durchscheinend"),
        (page(b"/T gs " + FULL, states={"/T": Dictionary(BM=Name.Multiply)}), "Effekt"),
        (page(b"/T gs " + FULL, states={"/T": Dictionary(SMask=Dictionary(S=Name.Alpha))}), "Effekt"),
        (page(b"/Spot cs 1 scn " + FULL, spaces={"/Spot": ODD_SPOT}), "„HausRot“"),
        (
            page(b"/X cs 1 scn " + FULL, spaces={"/X": ALL}),
            "„All“",
        ),
        (page(b"/X cs 1 scn " + FULL, spaces={"/X": Array([Name.Indexed, Name.DeviceRGB, 0, b"abc"])}), "„Indexed“"),
        (page(b"1 1 1 .5 k " + FULL), "350 Prozent"),
        (page(b"0 w 0 0 50 50 re S"), "Linien ohne Breite"),
        (page(b"[.001] 0 d 0 0 50 50 re S"), "zu viele Striche"),
        (page(b"999999999999999999 0 0 1 0 0 cm " + FULL), "Zahlen"),
        (page(b"0 0 m " + b"1 1 l 2 9 l " * 6_000 + b"f"), "zu viele Teile"),
        (page(b"0 0 1 1 re f " * 60_000), "zu viele Teile"),
        (page(b""), "nichts zu sehen"),
        (page(b"0 0 0 0 re f"), "nichts zu sehen"),
        (page(b"900 900 9 9 re f"), "nichts zu sehen"),
    ],
)
def test_pages_that_no_sign_can_show_are_told_in_a_sentence(raw, said):
    assert said in refusal(raw)


def test_a_page_that_hangs_below_itself_is_read_or_refused():
    try:
        drawing(changed(page(FULL), with_loop_of_pages))
    except LogoError as refused:
        assert "lesen" in str(refused) or "Seiten" in str(refused)


@pytest.mark.parametrize("raw", [svg(BOX + "<g fill='#e2001a'><path d='M1 1h9v9z'/></g>"), page(b"0 1 1 0 k " + FULL)])
def test_bytes_changed_at_random_never_break_it(raw):
    chance = random.Random(302)
    for _ in range(300):
        broken = bytearray(raw)
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            assert read(written(drawing(bytes(broken)))) is not None
        except LogoError as refused:
            assert refused.wrong and refused.mend


@pytest.mark.parametrize(
    "raw",
    [
        svg(f"<path d='M0 0{'l1 1' * 240_000}'/>"),
        svg("<rect width='9' height='9'/>" * 30_000),
        svg("<g>" * 100_000),
        svg(f"<path d='M{'9' * 900_000} 0'/>"),
        svg("<style>" + ".a{fill:red}" * 80_000 + "</style>"),
        page(b"0 0 m " + b"9 9 l " * 5_000_000 + b"f"),
    ],
    ids=["points", "shapes", "depth", "digits", "rules", "unpacked"],
)
def test_the_largest_that_may_come_keeps_within_the_sandbox(raw, tmp_path):
    (tmp_path / "given").write_bytes(raw)
    told: list[sandbox.Line] = []

    try:
        sandbox.run(
            "app.signage.logo.sandboxed",
            [str(tmp_path / "given"), str(tmp_path / "made")],
            limits=sandbox.Limits(),
            told=told.append,
        )
    except sandbox.DiedError as died:
        assert died.why in ("memory", "time")
    else:
        assert json.dumps(told[-1]["wrong"])
    assert not (tmp_path / "made").exists()
