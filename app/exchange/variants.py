"""Which states a planning shows, and which of them first.

variants     those that its record names, else those of its asset as they are called there
shown_first  what riders see before they choose: the last that is not what stands outside the window today
refitted     those that it names, once its asset is another one or has other variants
opening      the same of an asset, by the names of its own variants
scene_of     which of its own variants an asset shows for a state of a planning
of_files     the variants that an asset has, by the files that lie beside its record
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence

from app.exchange import format_1
from app.exchange.records import PlanningRecord, Variant

TODAY = "today"  # an asset's own name for what stands there now
PLANNED = "planned"  # what an uploaded model has


def variants(record: PlanningRecord, of_asset: Sequence[str]) -> tuple[Variant, ...]:
    """Return the variants of a planning; ``of_asset`` are those that its own asset has, in the order of time."""
    return record.variants or _as_called(of_asset)


def refitted(named: Sequence[Variant], of_asset: Sequence[str]) -> tuple[Variant, ...]:
    """Return the variants that a planning names, as its asset has them now, in the asset's order.

    What is said of one that is still there stays, and so does what shows another asset; what nothing shows is left out.
    None stay none: then they are those of the asset anyway.
    """
    if not named:
        return ()
    kept = {each.scene or each.id: each for each in named if not each.asset}
    others = [each for each in named if each.asset]
    taken = {each.id for each in others} | {kept[name].id for name in of_asset if name in kept}
    own = [kept.get(name) or _called(name) for name in of_asset if name in kept or name not in taken]
    first = next((at for at, each in enumerate(named) if not each.asset), len(others))
    return (*others[:first], *own, *others[first:])


def shown_first(found: Sequence[Variant]) -> Variant | None:
    """Return the variant that is shown first, None if there is none."""
    wanted = [each for each in found if not each.today] or found
    return wanted[-1] if wanted else None


def opening(of_asset: Iterable[str]) -> str:
    """Return which of its own variants an asset shows first, empty if it has none."""
    found = shown_first(_as_called(of_asset))
    return found.id if found else ""


def scene_of(variant: Variant, of_asset: Sequence[str]) -> str:
    """Return the variant of an asset that shows a state, empty if none does.

    It is the one that the state names, else the one of the same name.  What has only one, as every uploaded model,
    shows that for any state.
    """
    if len(of_asset) == 1:
        return of_asset[0]
    wanted = variant.scene or variant.id
    return wanted if wanted in of_asset else ""


def of_files(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the variants of an asset; none if its scene does not say."""
    if "scene.toml" not in files:
        return (PLANNED,)
    try:
        scene = tomllib.loads(files["scene.toml"].decode())
    except (ValueError, RecursionError):
        return ()
    named = [*format_1.OF_SCENE] if scene.get("format") == 1 else scene.get("variants", [])
    return tuple(map(str, named)) if isinstance(named, list) else ()


def _as_called(names: Iterable[str]) -> tuple[Variant, ...]:
    return tuple(map(_called, names))


def _called(name: str) -> Variant:
    return Variant(id=name, today=name == TODAY)
