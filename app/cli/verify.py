"""``linie302 verify``: read every file of both stores, and mend what is damaged."""

import argparse
from contextlib import closing

from app import jobs
from app.cli.publish import check
from app.config import Config
from app.errors import Invalid
from app.instance_lock import check_address
from app.progress import Progress


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take none."""


def do(config: Config, _given: argparse.Namespace) -> int:
    check_address(config.instance, config.public_url)
    progress = Progress()
    progress.say("Dateien vergleichen")
    with closing(jobs.tools(config)) as tools:
        healing = jobs.heal(tools, progress.step, wholly=True)
    progress.end()
    check(healing)
    print(said(healing))
    media = healing.media
    assert media is not None, "wholly was asked for"
    if media.lost:
        sentence = "Diese Mediendateien sind beschädigt oder fehlen; bitte aus der Sicherung holen oder neu hochladen:"
        raise Invalid(sentence, faults=media.lost)
    print(f"{media.looked_at} Mediendateien gelesen, {len(media.mended)} davon neu geschrieben.")
    return 0


def said(healing: jobs.Healing) -> str:
    """Return what was found, in German."""
    found, looked_at = healing.damage, f"{healing.damage.looked_at} Dateien verglichen"
    if not healing.healed:
        return f"{looked_at}: alle so, wie sie geschrieben wurden."
    counts = {"fehlend": found.missing, "verändert": found.changed, "fremd": found.strange}
    told = ", ".join(f"{what}: {len(files)}" for what, files in counts.items() if files)
    return "\n".join([f"{looked_at} ({told}). Jetzt stimmt es wieder:", *(f"  {key}" for key in healing.healed)])
