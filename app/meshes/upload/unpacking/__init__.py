"""Unpacking: geometry that exporters packed, as plain buffer views, so that all that follows is the same.

An unpacker is a module with ``unpacked(document, binary)``, which returns both without its extension, or raises
MalformedError.  ``formats`` names it for the extension; it is imported only in the process that reads such a file.
"""
