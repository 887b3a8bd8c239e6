"""Backups: everything that an installation has, in a form that any engine and any store can take up again."""
