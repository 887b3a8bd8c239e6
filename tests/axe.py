"""axe-core in a page: what is wrong with it as it stands, asked for in any look without loading it anew."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text()
RUN = """async (options) => {
    const drawn = new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
    await Promise.race([drawn, new Promise((then) => setTimeout(then, 500))]); // what was changed a moment ago
    const { passes, violations } = await axe.run(document, { ...options, resultTypes: ["violations"] });
    const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 120))]);
    return { passes: passes.length, found };
}"""  # of what passes, axe then writes down one example; all of them take longer to tell than to find


def bring(page: Page) -> None:
    """Have axe-core in every document that ``page`` opens from now on: for whoever is going to look at many."""
    page.add_init_script(SOURCE)


def violations(page: Page, **options: Any) -> list[tuple[str, list[str]]]:
    """Return the rules that the page breaks as it stands, each with the elements that do; ``options`` are axe's."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(SOURCE)
    told = page.evaluate(RUN, options)
    assert told["passes"], "axe must have looked at something"
    return [(rule, elements) for rule, elements in told["found"]]
