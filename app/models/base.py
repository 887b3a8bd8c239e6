"""What all tables share: how moments, choices and records are stored, and how constraints are named."""

import enum
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

Json = dict[str, Any]
JsonList = list[Any]


class Moment(TypeDecorator[datetime]):
    """A moment, aware and in UTC on both sides, also where the database keeps no zone (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(kind: type[enum.StrEnum]) -> list[str]:
    return [each.value for each in kind]


class Base(DeclarativeBase):
    """The base of all tables.  Records are JSON and not JSONB, which would put their keys in another order."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        datetime: Moment(),
        enum.Enum: Enum(enum.Enum, native_enum=False, length=20, values_callable=_values),
        Json: JSON(none_as_null=True),
        JsonList: JSON(none_as_null=True),
    }


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)
