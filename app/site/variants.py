"""What a planning shows: each of its variants with the files that show it, and what it is called.

shown     the variants that there is something of, in the order of time
first     the one that is shown before anybody chooses
label     what one is called, and in which language: what its planning says, else a word of ours
sentence  what differs in it
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.exchange.records import PlanningRecord, Variant, VariantText
from app.exchange.variants import scene_of, shown_first, variants
from app.i18n import N_
from app.site.values import Asset, Files, Planning
from app.site.words import Voice

NO_WORDS = VariantText()
WORDS = {
    "then": N_("damals"),
    "today": N_("heute"),
    "building": N_("im Bau"),
    "planned": N_("geplant"),
    "idea": N_("als Idee"),
    "variant-a": N_("Variante A"),
    "variant-b": N_("Variante B"),
    "variant-c": N_("Variante C"),
    "variant-d": N_("Variante D"),
    "variant-e": N_("Variante E"),
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A variant of a planning and what shows it: ``scene`` is the variant of ``asset``."""

    variant: Variant
    asset: Asset
    scene: str
    files: Files


def shown(planning: Planning) -> tuple[Shown, ...]:
    """Return the variants of a planning that there are files of."""
    own = planning.asset
    found = []
    for each in variants(planning.record, tuple(own.variants) if own else ()):
        asset = planning.others.get(each.asset, own)
        if asset is not None and (scene := scene_of(each, tuple(asset.variants))):
            found.append(Shown(variant=each, asset=asset, scene=scene, files=asset.variants[scene]))
    return tuple(found)


def first(found: Sequence[Shown]) -> Shown | None:
    """Return what is shown first, None if there is nothing."""
    wanted = shown_first([each.variant for each in found])
    return next((each for each in found if each.variant == wanted), None)


def label(record: PlanningRecord, variant: str, voice: Voice) -> tuple[str, str]:
    """Return what a variant is called, and the language of that."""
    said, spoken = _said(record, variant, voice)
    if said.label and spoken == voice.spoken:
        return said.label, spoken
    if variant in WORDS:
        return voice.gettext(WORDS[variant]), voice.spoken
    return (said.label, spoken) if said.label else (variant, voice.spoken)


def sentence(record: PlanningRecord, variant: str, voice: Voice) -> tuple[str, str]:
    """Return what differs in a variant, and the language of that; nothing if nobody says."""
    said, spoken = _said(record, variant, voice)
    return said.sentence, spoken


def _said(record: PlanningRecord, variant: str, voice: Voice) -> tuple[VariantText, str]:
    texts = {tag: text.variants[variant] for tag, text in record.texts.items() if variant in text.variants}
    return voice.said(texts) if texts else (NO_WORDS, voice.spoken)
