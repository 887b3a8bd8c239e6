"""What a person may say of an uploaded file: its unit, and which way is up."""

from typing import Literal, get_args

Unit = Literal["auto", "m", "cm", "mm", "inch", "foot"]
Up = Literal["auto", "y", "z"]
UNITS: tuple[str, ...] = get_args(Unit)
UPS: tuple[str, ...] = get_args(Up)
