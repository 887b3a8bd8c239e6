"""Readers: each makes a glTF document of one format, so that all that follows is the same for every file.

A reader is a module with ``read(raw, wishes, findings)``, which returns a ``Given`` or raises RefusedError.
``formats`` names it for the heads of its files; it is imported only in the process that reads one.
"""
