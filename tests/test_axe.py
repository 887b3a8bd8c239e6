"""axe-core as the tests ask it: it sees a fault, in the look in which it is one."""

from tests import axe

PAGE = """<!doctype html><html lang="de"><title>Probe</title><style>
:root { color-scheme: light dark } main { background: light-dark(white, black); color: #444 }
</style><main><h1>Ein Platz</h1><img src="data:,"></main>"""


def test_a_fault_is_named_with_its_element_and_contrast_in_its_look_only(browser):
    context = browser.new_context()
    page = context.new_page()
    page.set_content(PAGE)
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found[scheme] = axe.violations(page, runOnly=["wcag2a", "wcag2aa"])
    context.close()

    assert found["light"] == [("image-alt", ['<img src="data:,">'])]
    assert [rule for rule, _ in found["dark"]] == ["color-contrast", "image-alt"]
