"""Addresses that open a 3D file in the phone's own AR viewer, with no JavaScript in between.

iPhone: AR Quick Look takes a link to a USDZ with ``rel="ar"`` whose first element child is a picture and which has
at most one more; what it may do stands behind the ``#``.  Android: Scene Viewer takes an intent.  It is an app of its
own that fetches the GLB itself, so every address in it is absolute and public.
"""

from urllib.parse import quote, urlencode


def quick_look(usdz: str, *, page_url: str, fixed_scale: bool) -> str:
    """Return the address of a Quick Look link.  Sharing from the viewer shares ``page_url`` and not the file."""
    scale = "allowsContentScaling=0&" if fixed_scale else ""
    return f"{usdz}#{scale}canonicalWebPageURL={quote(page_url, safe=':/')}"


def scene_viewer(glb_url: str, *, title: str, page_url: str, fallback_url: str, fixed_scale: bool) -> str:
    """Return the intent that opens Scene Viewer; a phone without it goes to ``fallback_url``.

    Occlusion is off: a planning is larger than the few metres in which phones measure depth.
    """
    wanted = {"file": glb_url, "mode": "ar_preferred", "disable_occlusion": "true"}
    if fixed_scale:
        wanted["resizable"] = "false"
    wanted |= {"title": title, "link": page_url}
    intent = (
        "scheme=https",
        "package=com.google.android.googlequicksearchbox",
        "action=android.intent.action.VIEW",
        f"S.browser_fallback_url={quote(fallback_url, safe='')}",
        "end",
    )
    query = urlencode(wanted, quote_via=quote, safe="")
    return f"intent://arvr.google.com/scene-viewer/1.2?{query}#Intent;{';'.join(intent)};"
