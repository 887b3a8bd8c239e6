"""Access: who may see a page of the studio, and what is demanded of them first."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import current_app, g, redirect, request, url_for
from flask_security.utils import check_and_update_authn_fresh, get_request_attr
from werkzeug.wrappers import Response

from app.actions.people import rights
from app.errors import Forbidden
from app.models import Account, Item, Partner, Role

FRESH = timedelta(minutes=30)  # so long after signing in nobody is asked for the password once more

P = ParamSpec("P")
R = TypeVar("R")


def fresh(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Ask once more who it is where the person signed in a while ago."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        if check_and_update_authn_fresh(FRESH, timedelta(0), get_request_attr("fs_authn_via")):
            return view(*args, **kwargs)
        back = request.path if request.method == "GET" else url_for("account.index")
        return redirect(url_for("sign_in.verify", next=back))

    return guarded


def lacks_factor(account: Account) -> bool:
    """Tell whether the operator demands a second factor of ``account``, and it has none."""
    demanded = current_app.config["SECOND_FACTOR"]
    is_demanded = "all" in demanded or any(each.role in demanded for each in account.memberships)
    return is_demanded and not account.has_second_factor


def require(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Refuse everybody who has none of ``roles`` anywhere.  An admin has every role."""

    def wrap(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not holds(*roles):
                raise Forbidden("Dafür fehlt diesem Konto die Aufgabe. Wer sie hat, weiß der Betrieb.")
            return view(*args, **kwargs)

        return guarded

    return wrap


def holds(*roles: Role) -> bool:
    """Tell whether the person who asks has one of ``roles`` anywhere."""
    return bool(g.account.is_admin or any(each.role in roles for each in g.account.memberships))


def may(role: Role, partner: Partner) -> bool:
    """Tell whether the person who asks has ``role`` at ``partner``."""
    return bool(g.account.may(role, partner))


def may_item(role: Role, item: Item) -> bool:
    """Tell whether the person who asks has ``role`` for ``item``, as an agency that it is chosen for, too."""
    return rights.may_item(g.account, role, item)
