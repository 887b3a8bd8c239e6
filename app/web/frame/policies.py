"""Content security policies of pages that the studio frames."""

FRAMED = "frame-ancestors 'self'"
