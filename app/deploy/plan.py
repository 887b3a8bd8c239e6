"""What the files of a deployment are made from, and how they are made: plain values in, texts out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

LARGEST_BODY_MB = 405  # of what planners upload, with what a form puts around it
HEAD_S = 10  # within which the head of a request has to be there
IDLE_S = 5  # after which a connection is not used again: the webs close theirs later
DEFAULT_PORTS = {"https": 443, "http": 80}
TEMPLATES = Environment(  # noqa: S701 -- no HTML: configurations
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A deployment.  ``onward`` are the webs, or what stands before them, each as host:port."""

    public_url: str
    sign_url: str  # empty where signs carry the public one
    onward: tuple[str, ...]
    listen: str  # host:port of the cache
    program: Path
    folder: Path  # what the services work in
    instance: Path
    settings: Mapping[str, str]  # as they were given, with what is secret

    @property
    def has_port(self) -> bool:
        """Whether the public address is one beside those that a web server takes by itself."""
        where = urlsplit(self.public_url)
        return where.port is not None and where.port != DEFAULT_PORTS[where.scheme]


def drawn(template: str, plan: Plan, **more: object) -> str:
    """Return a template filled with a plan."""
    values = {"plan": plan, "body_mb": LARGEST_BODY_MB, "head_s": HEAD_S, "idle_s": IDLE_S, **more}
    return TEMPLATES.get_template(template).render(values)
