"""Marks for translation (gettext's ``N_``): German sentences that are said in one place and translated in another.

``make words`` collects what is marked: ``_()`` and ``ngettext()`` where a sentence is shown, ``N_()`` where it is only
kept or handed on, and the sentence of a ``Refusal``, which is its first argument.
"""


def N_(sentence: str) -> str:  # noqa: N802 -- gettext's own name for it
    """Return ``sentence`` as it is."""
    return sentence
