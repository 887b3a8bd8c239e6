"""Counting guesses; what follows from it: tests/web/people/test_rate_limits.py."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from app import database
from app.actions.people import rate_limit
from app.models import Attempt, now

AT_ONCE = 6


def test_of_many_who_fail_at_once_each_is_counted(engine):
    writing, start = database.writing(engine), Barrier(AT_ONCE)

    def fail(_number):
        with writing.begin() as session:
            start.wait(timeout=20)
            rate_limit.failed(session, "ada@example.org", at=now())

    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(fail, range(AT_ONCE)))
        with writing() as session:
            assert session.scalars(select(Attempt.failures)).all() == [AT_ONCE]
    finally:
        with writing.begin() as session:
            rate_limit.succeeded(session, "ada@example.org")
