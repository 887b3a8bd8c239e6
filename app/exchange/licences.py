"""Licences that content may carry, by their SPDX name, and whether they want the author named.

A licence that is not in here is allowed, too; its author is named, to be safe.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Licence:
    """One licence; ``url`` is where its text stands, empty if it is an agreement."""

    name: str
    url: str = ""
    names_author: bool = True


PERMISSION = "LicenseRef-permission"  # somebody let it be shown here, and nothing else; SPDX has such names for that
LICENCES = {
    "CC0-1.0": Licence(name="CC0 1.0", url="https://creativecommons.org/publicdomain/zero/1.0/", names_author=False),
    "CC-BY-4.0": Licence(name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": Licence(name="CC BY-SA 4.0", url="https://creativecommons.org/licenses/by-sa/4.0/"),
    "DL-DE-ZERO-2.0": Licence(name="dl-de/zero-2-0", url="https://www.govdata.de/dl-de/zero-2-0", names_author=False),
    "DL-DE-BY-2.0": Licence(name="dl-de/by-2-0", url="https://www.govdata.de/dl-de/by-2-0"),
    PERMISSION: Licence(name="mit Genehmigung"),
}


def licence(given: str) -> Licence:
    """Return the licence of that name; one that is not known goes by its own."""
    return LICENCES.get(given) or Licence(name=given)
