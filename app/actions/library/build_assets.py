"""Build assets: 3D things from their scenes, a station's tray from those of its plannings, and the line's model.

put      an asset from an exchange folder
refresh  find what has to be built: new scenes, a new workshop, other plannings or stations
pending  the orders for that, with everything that a process of its own needs
step     say how far an uploaded file has come
ask      note what it leaves open
refuse   note what is wrong with it
keep     what came out of one into store and table

``run_builds`` makes one into the other.  A build is kept by the hash of what it is made from: the same scenes are
never built twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.library import placed_uploads, source_file, stored_asset
from app.actions.library.build_orders import Made, OnPlate, Order
from app.actions.people import notices
from app.actions.people.notices import News
from app.actions.riders import exhibits
from app.actions.riders.exhibited import Exhibited, Point
from app.exchange.reading import plain
from app.exchange.records import AssetRecord
from app.exchange.stored import (
    AssetBuild,
    AssetFinding,
    AssetQuestion,
    BuildStep,
    Callout,
    Camera,
    ModelFiles,
    Posters,
    Simplified,
    VariantFiles,
)
from app.meshes.bake.names import variant_of
from app.meshes.built import Build, Model
from app.meshes.poster_files import poster_of
from app.meshes.surroundings.names import SURROUNDINGS
from app.meshes.version import scene_hash
from app.models import Asset, BuildState, NoticeKind, Partner, now
from app.storage import Store

SCENE = "scene.toml"
TRUE, TABLE = "echte-groesse", "tisch"  # in the names of files, which people see when they save one


def load_asset(
    session: Session, media: Store, record: AssetRecord, files: Mapping[str, bytes], *, is_public: bool
) -> Asset:
    """Make the asset of ``record``, or bring the one there is up to it if ``is_public``; else leave that alone."""
    asset = session.scalars(select(Asset).where(Asset.slug == record.slug)).first()
    if asset is not None and not is_public:
        return asset
    if asset is None:
        asset = Asset(slug=record.slug, source_hash="")
        session.add(asset)
    asset.record = plain(record)
    asset.partner = session.scalars(select(Partner).where(Partner.slug == record.partner)).first()
    asset.follows = session.scalars(select(Asset).where(Asset.slug == record.follows)).first()
    asset.files = media.put_media_all(dict(sorted(files.items())))
    asset.placed = placed_uploads.named(files.get(SCENE, b"").decode("utf-8", "replace")) if SCENE in files else []
    update_posters(asset)
    session.flush()
    return asset


def refresh(session: Session) -> None:
    """Mark as pending whatever is to be built from something else than before."""
    shapes: dict[str, str] = {}
    library = session.scalars(select(Asset).where(Asset.slug.is_not(None)).order_by(Asset.id)).all()
    built = placed_uploads.models(library)
    for asset in library:
        slug, scene = str(asset.slug), asset.files.get(SCENE, "")
        shapes[slug] = scene + placed_uploads.said(asset, built) or built.get(slug, "")
        _expect(asset, name_source(asset, built))
    own = {asset.station_id: asset for asset in session.scalars(select(Asset).where(Asset.station_id.is_not(None)))}
    for station_id, shown in exhibits.trays(session).items():
        there = [(shapes[each.asset], each) for each in shown if shapes.get(each.asset)]
        if there or station_id in own:
            tray = own.get(station_id) or Asset(station_id=station_id, source_hash="")
            session.add(tray)
            _expect(tray, scene_hash(repr(there).encode()) if there else "")
    _refresh_line(session, shapes)
    session.flush()


def _refresh_line(session: Session, shapes: Mapping[str, str]) -> None:
    line = exhibits.line(session)
    if line is None:
        return
    there = [(stand.at, [(shapes.get(each.asset), each) for each in stand.choices]) for stand in line.stands]
    asset = session.scalars(select(Asset).where(Asset.line_id == line.line_id)).first()
    asset = asset or Asset(line_id=line.line_id, source_hash="")
    session.add(asset)
    _expect(asset, scene_hash(repr((line.title, line.colour, line.branches, there)).encode()))


def pending(session: Session, media: Store) -> list[Order]:
    """Return the orders for everything pending, the library first; a scene waits for the uploads that it places."""
    query = select(Asset).where(Asset.state == BuildState.PENDING).order_by(Asset.slug.is_(None), Asset.id)
    waiting = list(session.scalars(query))
    trays = exhibits.trays(session) if any(asset.station_id for asset in waiting) else {}
    line = exhibits.line(session) if any(asset.line_id for asset in waiting) else None
    library = {str(each.slug): each for each in session.scalars(select(Asset).where(Asset.slug.is_not(None)))}
    built = placed_uploads.models([*library.values()])
    on_their_way = {str(asset.slug) for asset in waiting if SCENE not in asset.files}
    sources = {slug: found for slug, asset in library.items() if (found := _source(asset))}

    def placed(asset: Asset) -> dict[str, bytes]:
        return {slug: media.get(key) or b"" for slug, key in placed_uploads.made_of(asset, built).items()}

    def on_plate(shown: Exhibited, at: Point = (0.0, 0.0)) -> OnPlate:
        (key, is_model), uploads = sources[shown.asset], placed(library[shown.asset])
        return OnPlate(source=media.get(key) or b"", is_model=is_model, shown=shown, at=at, uploads=uploads)

    def on_plates(asset: Asset) -> tuple[OnPlate, ...]:
        if asset.line_id is None or line is None:
            return tuple(on_plate(each) for each in trays.get(asset.station_id or 0, ()) if each.asset in sources)
        first = ((stand.at, next((e for e in stand.choices if e.asset in sources), None)) for stand in line.stands)
        return tuple(on_plate(shown, at) for at, shown in first if shown is not None)

    return [
        Order(
            asset_id=asset.id,
            name=_name(asset),
            title=asset.record.get("title", ""),
            source_hash=asset.source_hash,
            scene=_file(media, asset.files, SCENE),
            bakes=_bakes(media, asset.files),
            uploads=placed(asset),
            credits=placed_uploads.credits_of(asset, library),
            upload=asset.upload,
            source=source_file.key(asset.files),
            wishes=asset.wishes,
            asks=asset.build is None,
            surroundings=_file(media, asset.files, SURROUNDINGS),
            draws_posters=bool(asset.slug) and not any(map(poster_of, asset.files)),
            on_plate=on_plates(asset),
            line=line if asset.line_id is not None else None,
        )
        for asset in waiting
        if on_their_way.isdisjoint(asset.placed)
    ]


def _bakes(media: Store, files: Mapping[str, str]) -> dict[str, bytes]:
    found = {variant: media.get(key) for name, key in files.items() if (variant := variant_of(name))}
    return {variant: content for variant, content in found.items() if content}


def _source(asset: Asset) -> tuple[str, bool] | None:
    """Return the key of what an asset is built of, and whether that is a model; None while there is nothing."""
    if SCENE in asset.files:
        return asset.files[SCENE], False
    key = placed_uploads.model_key(asset)
    return (key, True) if key else None


def step(session: Session, order: Order, name: str, state: str, notes: Sequence[AssetFinding] = ()) -> None:
    """Say that "receive", "read" or "build" is "running", "done" or "failed", with notes on what was mended in it."""
    asset = session.get(Asset, order.asset_id, with_for_update=True)
    if asset is None or asset.source_hash != order.source_hash:
        return
    before = [each for each in stored_asset.steps(asset) if each.name != name]
    asset.steps = plain([*before, BuildStep(name=name, state=state, notes=tuple(notes))])
    session.flush()


def joined(session: Session, order: Order, key: str) -> Order:
    """Note that the parts of an upload became the file ``key``, and return the order for that."""
    asset = session.get_one(Asset, order.asset_id, with_for_update=True)
    if asset.source_hash != order.source_hash:
        return order
    around = {name: kept for name, kept in asset.files.items() if name == SURROUNDINGS}
    asset.upload, asset.files = "", {key.rpartition("/")[2]: key, **around}
    asset.source_hash = name_source(asset, {})
    session.flush()
    return replace(order, upload="", source=key, source_hash=asset.source_hash)


def ask(session: Session, media: Store, order: Order, question: AssetQuestion, pictures: Mapping[str, bytes]) -> None:
    """Let a person choose how an uploaded file is to be read; ``pictures`` show what answers make of it."""
    asset = session.get(Asset, order.asset_id, with_for_update=True)
    if asset is None or asset.source_hash != order.source_hash:
        return
    keys = media.put_media_all({f"{answer}.webp": content for answer, content in pictures.items()})
    shown = {name.removesuffix(".webp"): f"/media/{key}" for name, key in keys.items()}
    choices = tuple(replace(each, picture=shown.get(each.answer, "")) for each in question.choices)
    before = [each for each in stored_asset.steps(asset) if each.name != "read"]
    step = BuildStep(name="read", state="asked", question=replace(question, choices=choices))
    asset.steps = plain([*before, step])
    asset.state = BuildState.ASKING
    asset.changed_at = now()
    session.flush()


def refuse(session: Session, order: Order, faults: Sequence[AssetFinding]) -> None:
    """Note what is wrong with an uploaded file."""
    asset = session.get(Asset, order.asset_id, with_for_update=True)
    if asset is None or asset.source_hash != order.source_hash:
        return
    asset.state = BuildState.FAILED
    asset.faults = plain(faults)
    asset.changed_at = now()
    session.flush()
    _tell(session, asset)


def name_source(asset: Asset, built: Mapping[str, str]) -> str:
    """Return what an asset of the library is built from, empty if that is nothing.

    ``built`` is what was built of uploads, as ``placed_uploads.models`` has it.
    """
    around = asset.files.get(SURROUNDINGS, "")
    if SCENE in asset.files:
        return scene_hash((asset.files[SCENE] + around + placed_uploads.said(asset, built)).encode())
    made_of = asset.upload or source_file.key(asset.files)
    wishes = repr((made_of, sorted(asset.wishes.items())))
    return scene_hash((wishes + around).encode()) if made_of else ""


def store_build(session: Session, media: Store, result: Made) -> None:
    """Put a build into store and table, unless something else is to be built meanwhile; note faults."""
    order = result.order
    asset = session.get(Asset, order.asset_id, with_for_update=True)
    if asset is None or asset.source_hash != order.source_hash:
        return
    asset.changed_at = now()
    asset.faults = plain(result.faults)
    asset.state = BuildState.READY if result.build else BuildState.FAILED
    ended = "done" if result.build else "failed"
    steps = stored_asset.steps(asset)
    asset.steps = plain([replace(each, state=ended) if each.state == "running" else each for each in steps])
    if result.build:
        built = _build(media, order.name, result.build)
        simplified = _simplified(media, order)
        asset.build = plain(replace(built, nodes=order.nodes, place=order.place, simplified=simplified))
        update_posters(asset)
    session.flush()
    if asset.state is BuildState.FAILED:
        _tell(session, asset)


def _tell(session: Session, asset: Asset) -> None:
    """Tell whoever brought it, if anybody did, that nothing came of it."""
    readers = [asset.by] if asset.by else []
    title = str(asset.record.get("title", asset.slug))
    notices.tell(session, readers, News(kind=NoticeKind.FILE, title=title, asset=asset))


def _simplified(media: Store, order: Order) -> Simplified | None:
    """Put the pictures before and after into the store and return what pages say about it."""
    if order.simplified is None:
        return None
    files = {f"{order.name}-{name}.webp": content for name, content in order.looks.items()}
    keys = media.put_media_all(files)
    before, after = (f"/media/{keys[f'{order.name}-{name}.webp']}" for name in ("before", "after"))
    return replace(order.simplified, before=before, after=after)


def _expect(asset: Asset, source_hash: str) -> None:
    """Note what an asset is to be built from; without a source there is nothing to build."""
    if asset.source_hash == source_hash:
        return
    asset.source_hash = source_hash
    asset.state = BuildState.PENDING if source_hash else BuildState.READY
    if not source_hash:
        asset.build = None
        update_posters(asset)


def _build(media: Store, name: str, build: Build) -> AssetBuild:
    """Put the files of a build into the store and return what pages say about it."""
    addresses = {file: f"/media/{key}" for file, key in media.put_media_all(_files(name, build)).items()}
    variants: dict[str, VariantFiles] = {
        variant: VariantFiles(
            view=addresses[f"{name}-{variant}.glb"],
            view_bytes=len(files.view),
            table=_model(files.table, f"{name}-{variant}-{TABLE}", addresses),
            true=_model(files.true, f"{name}-{variant}-{TRUE}", addresses) if files.true else None,
            moved=(*files.moved.by, files.moved.turn_deg),
            across_m=files.across_m,
        )
        for variant, files in build.variants.items()
    }
    posters = {
        variant: {form: addresses[f"{name}-{variant}-{form}"] for form in files.posters}
        for variant, files in build.variants.items()
        if files.posters
    }
    return AssetBuild(
        variants=variants,
        schematic=build.schematic,
        size=build.dimension,
        annotations=tuple(Callout(**asdict(each)) for each in build.annotations),
        camera=Camera(**asdict(build.camera)) if build.camera else None,
        footprint=build.footprint,
        posters=Posters(variants=posters),
        left_out=build.left_out,
        all_in_one=addresses.get(f"{name}-{TABLE}.usdz", ""),
        shown={variant: (files.triangles, *files.size_m) for variant, files in build.variants.items()},
    )


def _files(name: str, build: Build) -> dict[str, bytes]:
    """Return the files of a build by the names that they get."""
    found: dict[str, bytes] = {f"{name}-{TABLE}.usdz": build.all_in_one} if build.all_in_one else {}
    for variant, files in build.variants.items():
        found[f"{name}-{variant}.glb"] = files.view
        for kind, model in ((TRUE, files.true), (TABLE, files.table)):
            if model:
                found |= {f"{name}-{variant}-{kind}.glb": model.glb, f"{name}-{variant}-{kind}.usdz": model.usdz}
        found |= {f"{name}-{variant}-{form}": raw for form, raw in files.posters.items()}
    return found


def _model(model: Model, stem: str, addresses: Mapping[str, str]) -> ModelFiles:
    return ModelFiles(
        glb=addresses[f"{stem}.glb"],
        glb_bytes=len(model.glb),
        usdz=addresses[f"{stem}.usdz"],
        usdz_bytes=len(model.usdz),
    )


def update_posters(asset: Asset) -> None:
    """Bring the posters up to files and build."""
    built = stored_asset.build(asset)
    drawn = built.posters if built else Posters()
    asset.posters = plain(Posters(variants={**drawn.variants, **_posters(asset.files)}))


def _posters(files: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the posters that came with an asset: variant -> form -> address."""
    found: dict[str, dict[str, str]] = {}
    for name, key in files.items():
        if told := poster_of(name):
            variant, form = told
            found.setdefault(variant, {})[form] = f"/media/{key}"
    return found


def _name(asset: Asset) -> str:
    """Return the name that files carry, and that people see when they save one."""
    if asset.station is not None:
        return f"{asset.station.slug}-tablett"
    return asset.slug or (f"linie-{asset.line.slug}" if asset.line is not None else "")


def _file(media: Store, files: Mapping[str, str], name: str) -> bytes:
    """Return a source file of an asset, empty where it has none of that name."""
    return (media.get(files[name]) or b"") if name in files else b""
