"""Tags of a trial sheet: what each sign says, in the order in which it says it, as on the sign itself.

A sign stands on the sheet as a form, so its marked content is named by the form it lies in and the page that shows it.
"""

from collections.abc import Iterator, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

KEPT = ("/Alt", "/ActualText", "/Lang", "/A")
PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"
WHOLE = ("/Lang", "/MarkInfo", "/Metadata", "/OutputIntents", "/ViewerPreferences")

Place = tuple[Object, Object]  # the page of the sheet, and the form on it


class Tags:
    """Copies the tags of a file of signs to the sheet that shows them; ``places`` are by the number of signs' pages."""

    def __init__(self, sheet: Pdf, source: Pdf, places: Mapping[tuple[int, int], Place]) -> None:
        self._sheet, self._source, self._places = sheet, source, places
        self._owners: list[dict[int, Object]] = [{} for _ in places]
        self._numbers = {page: number for number, page in enumerate(places)}

    def copy(self) -> None:
        """Say of the sheet what the file says of itself, and tag all that is on it."""
        for name in WHOLE:
            if name in self._source.Root:
                self._sheet.Root[name] = _brought(self._sheet, self._source.Root[name])
        for name, value in self._source.docinfo.items():
            self._sheet.docinfo[name] = value
        with self._sheet.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata[PAGES] = str(len(self._sheet.pages))
        given = self._source.Root.StructTreeRoot
        root = self._sheet.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.RoleMap = _brought(self._sheet, given.RoleMap)
        root.K = Array([self._child(each, root, None) for each in _children(given)])
        root.ParentTree = self._sheet.make_indirect(Dictionary(Nums=Array(list(self._parents()))))
        root.ParentTreeNextKey = len(self._owners)
        self._sheet.Root.StructTreeRoot = root

    def _element(self, given: Object, parent: Object, page: tuple[int, int] | None) -> Object:
        made = self._sheet.make_indirect(Dictionary(Type=Name.StructElem, S=given.S, P=parent))
        for name in KEPT:
            if name in given:
                made[name] = _brought(self._sheet, given[name])
        page = given.Pg.objgen if "/Pg" in given else page
        made.K = Array([self._child(each, made, page) for each in _children(given)])
        return made

    def _child(self, given: Object | int, parent: Object, page: tuple[int, int] | None) -> Object:
        if isinstance(given, Dictionary) and "/S" in given:
            return self._element(given, parent, page)
        number, at = (given, page) if isinstance(given, int) else (int(given.MCID), given.Pg.objgen)
        assert at is not None, "what is marked lies on a page"
        shown, form = self._places[at]
        self._owners[self._numbers[at]][number] = parent
        form.StructParents = self._numbers[at]
        return Dictionary(Type=Name.MCR, Pg=shown, Stm=form, MCID=number)

    def _parents(self) -> Iterator[Object | int]:
        for number, owners in enumerate(self._owners):
            yield number
            yield Array([owners[mark] for mark in sorted(owners)])


def _children(given: Object) -> Sequence[Object | int]:
    """Return what is below an element: elements, and the numbers of marked content or who names them."""
    children = given.get("/K", Array())
    return list(children) if isinstance(children, Array) else [children]


def _brought(sheet: Pdf, given: Object) -> Object:
    """Return a value of another file for this one."""
    if getattr(given, "is_indirect", False):
        return sheet.copy_foreign(given)
    if isinstance(given, Array):
        return Array([_brought(sheet, each) for each in given])
    if isinstance(given, Dictionary):
        return Dictionary({name: _brought(sheet, each) for name, each in given.items()})
    return given
