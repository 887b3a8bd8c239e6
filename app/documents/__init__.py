"""The workshop for documents: a PDF that people give becomes one that does nothing but show its pages.

``clean.clean`` takes what acts, what hangs on and what tells of people out of a PDF, and says how many pages it has and
what programs that read aloud find in it.  It is not among what is listed here: only the sandbox carries it
(``sandboxed``).
"""

from app.documents.faults import DocumentError
from app.documents.found import MOST_BYTES, Clean

__all__ = ["MOST_BYTES", "Clean", "DocumentError"]
