"""Designs of signs, as items with versions and editions: one of the line, and one of each partner that wants its own.

Signs are drawn in what is published when they are ordered; an order keeps that.
"""

from app.models.item import Kind
from app.models.line_words import LineWords

OF_LINE = "line"
OF_PARTNER = "partner-"  # and its slug


class SignDesign(LineWords):
    """How signs look.  The line's is owned by its first partner, as its words are."""

    __mapper_args__ = {"polymorphic_identity": Kind.DESIGN}
