"""Markdown to HTML: what planners write comes out, what could do harm does not."""

import pytest

from app.site.prose import fill, prose


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Ein **Platz**.", "<p>Ein <strong>Platz</strong>.</p>"),
        ("# Groß", "<h2>Groß</h2>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("[mehr](https://x.de)", '<p><a href="https://x.de" rel="noopener">mehr</a></p>'),
    ],
)
def test_markdown_becomes_html(markdown, html):
    assert prose(markdown).strip() == html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "<javascript:alert(1)>",
        "![x](https://tracker.example/pixel.png)",
    ],
)
def test_harm_does_not_come_through(markdown):
    html = prose(markdown)

    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html.lower()
    assert 'href="data' not in html
    assert 'href="vbscript' not in html


def test_easy_german_keeps_one_sentence_a_line():
    assert prose("Ein Satz.\nNoch ein Satz.", keep_lines=True).count("<br>") == 1
    assert prose("Ein Satz.\nNoch ein Satz.").count("<br>") == 0


def test_values_are_plain_text_wherever_they_stand():
    filled = fill("{name} und {unknown}", {"name": "A*b*_c_ [x](http://y) <b> # 1\nZeile 2"})

    assert prose(filled).strip() == "<p>A*b*_c_ [x](http://y) &lt;b&gt; # 1<br>\nZeile 2 und {unknown}</p>"
