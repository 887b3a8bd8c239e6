"""``python -m app.site.vendor``: fetch the vendored JavaScript of ``static/vendor/vendor.toml`` from npm and check it.

Needs npm and the network; nothing else in this repository does.  A file is only written if its hash is the listed one.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LIST = Path(__file__).parent / "static" / "vendor" / "vendor.toml"


def refresh(root: Path = ROOT) -> Iterator[str]:
    """Fetch every listed file into ``root``; yield one sentence for each that is not as listed."""
    npm = shutil.which("npm")
    if npm is None:
        yield "npm fehlt. Mit Node installieren, dann noch einmal: make vendor."
        return
    for package in tomllib.loads(LIST.read_text())["packages"]:
        with tempfile.TemporaryDirectory() as folder:
            name = f"{package['name']}@{package['version']}"
            command = [npm, "pack", "--silent", "--pack-destination", folder, name]
            subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603 -- names come from our own list
            archive = next(Path(folder).glob("*.tgz"))
            yield from _unpack(archive, package["files"], root)


def _unpack(archive: Path, files: Sequence[Mapping[str, str]], root: Path) -> Iterator[str]:
    with tarfile.open(archive) as tar:
        for file in files:
            member = tar.extractfile(f"package/{file['from']}")
            raw = member.read() if member else b""
            found = hashlib.sha256(raw).hexdigest()
            if found != file["sha256"]:
                yield f"{file['into']}: sha256 ist {found}, gelistet ist {file['sha256']}."
                continue
            path = root / file["into"]
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(path.name + ".part")
            part.write_bytes(raw)
            os.replace(part, path)


if __name__ == "__main__":
    faults = list(refresh())
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    sys.exit(bool(faults))
