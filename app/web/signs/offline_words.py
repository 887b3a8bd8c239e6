"""What scripts say about checks and surveys that wait on the device."""

from app.web.frame.languages import _


def steps() -> dict[str, str]:
    """Return what scripts have to say about what waits on the device, of checks and of surveys."""
    return {
        "delivered": _("Geliefert."),
        "answered": _("Nicht alles ließ sich eintragen. Bitte unten lesen, warum."),
        "signIn": _("Anmelden"),
        "noted": _("Notiert. Wird geliefert, sobald es Empfang gibt."),
        "offline": _("Kein Empfang. Was notiert ist, bleibt auf diesem Gerät und wird später geliefert."),
        "expired": _("Die Anmeldung ist abgelaufen. Bitte neu anmelden; was notiert ist, bleibt hier."),
        "waiting": _("wartet auf Empfang"),
        "others": _("wartet, bis sich die Person anmeldet, die es notiert hat"),
        "remove": _("Erledigt, aus der Liste nehmen"),
        "check": _("Prüfung"),
        "survey": _("Vermessung"),
    }
