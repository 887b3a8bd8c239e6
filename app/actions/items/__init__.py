"""Stations and plannings as a whole: added, renamed, moved to another place or station, ordered, archived."""
