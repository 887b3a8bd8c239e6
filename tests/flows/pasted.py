"""What lies on the clipboard after copying from word processors and web pages, and what of it a text is to keep.

Written by hand after what Word, LibreOffice, Google Docs and browsers are known to put there.
"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><style>
<!-- p.MsoNormal {margin:0cm; font-family:Calibri} --></style></head><body lang=DE>
<!--StartFragment--><h1 style='margin-top:12pt'><span style='color:#2F5496'>Ein Platz für alle<o:p></o:p></span></h1>
<p class=MsoNormal>Der Platz wird <b>gr&uuml;n</b>&nbsp;und\r\n
<span style='mso-spacerun:yes'>  </span>k&uuml;hl.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Bänke<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18pt;mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span>B&auml;ume</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;
</span></span>Zuerst der Boden</p><!--EndFragment--></body></html>"""
DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span
style="font-weight:400;">Was geplant ist</span></h2><p dir="ltr"><span style="font-weight:400;">Mehr bei der </span><a
href="https://www.gelsenkirchen.de/de/a_(b)"><span style="color:#1155cc;">Stadt</span></a><span>, </span><span
style="font-weight:700;">bald</span></p><ul><li dir="ltr"><p dir="ltr"><span>Eins</span></p></li><li><p>Zwei</p><ol><li>
<p>Drei</p></li></ol></li></ul></b>"""
PAGE = """<div><nav hidden>Menü</nav><script>alert(1)</script><h3>Gleis<br>umbau</h3><p>Ab
<strong>Mai&shy;tag</strong> fährt
die 302 <a href="javascript:alert(1)">anders</a>, <a href="/fahrplan">Fahrplan</a>.<img src="x"></p><p>  </p>
Am Rand<br>steht es.<table><tr><td>Breite</td><td>4 m</td></tr></table></div>"""
CASES = [
    (WORD, "## Ein Platz für alle\n\nDer Platz wird **grün** und kühl.\n\n- Bänke\n- Bäume\n\n1. Zuerst der Boden"),
    (
        DOCS,
        "## Was geplant ist\n\nMehr bei der [Stadt](https://www.gelsenkirchen.de/de/a_%28b%29), **bald**"
        "\n\n- Eins\n- Zwei\n  1. Drei",
    ),
    (
        PAGE,
        "## Gleis umbau\n\nAb **Maitag** fährt die 302 anders, Fahrplan.\n\nAm Rand\nsteht es.\n\nBreite 4 m",
    ),
    ("<b>**</b> und a_b, _c_, 2*3 und [x](y)", "**\\*\\*** und a_b, \\_c\\_, 2\\*3 und \\[x](y)"),
    ("<p>Ödön&#8203; <b> fett </b>, <strong></strong>ğİşı</p>", "Ödön **fett** , ğİşı"),
    ("", ""),
]
