"""The inlined style: small, and the same to a browser as the file it comes from."""

import pytest

from app.site import sheet


@pytest.mark.parametrize(
    ("css", "squeezed"),
    [
        ("/* a */ .a { color: red; }\n", ".a{color:red}"),
        (".a > .b,\n.c :hover { margin: 0 1px }", ".a>.b,.c :hover{margin:0 1px}"),
        ("@media (min-width: 2rem) and (pointer: fine) { .a { width: calc(1px + 2px) } }", None),
        (
            '.a::before { content: " ; , "; background: url(data:x; y) }',
            '.a::before{content:" ; , ";background:url(data:x; y)}',
        ),
    ],
)
def test_squeezing_takes_only_what_means_nothing(css, squeezed):
    expected = squeezed or "@media (min-width:2rem) and (pointer:fine){.a{width:calc(1px + 2px)}}"
    assert sheet.squeeze(css) == expected


def test_a_line_brings_its_colours_and_its_topics():
    style = sheet.style("#ff0000", "#ffffff", ("klima",))

    assert style.startswith(":root{--line:#ff0000;--on-line:#ffffff}")
    assert style.endswith(".map:has([value=klima]:checked) .dot:not(.about-klima) :is(.thumb,small){display:none}")
