"""Of one instance there is one ``run``, and nobody publishes beside it under another address."""

import os
import signal

import pytest

from app import instance_lock
from app.errors import Invalid

HERE = "https://302.example"


def test_a_second_one_is_refused_and_told_who_was_first(tmp_path):
    with (
        instance_lock.held(tmp_path, HERE),
        pytest.raises(Invalid, match=rf"Prozess {os.getpid()}, {HERE}"),
        instance_lock.held(tmp_path, "https://anders.example"),
    ):
        pytest.fail("there are two")
    with instance_lock.held(tmp_path, HERE):
        pass


def test_children_of_a_killed_one_keep_the_lock_until_they_have_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(instance_lock, "ENDING_S", 0)
    told, tell = os.pipe()
    first = os.fork()
    if first == 0:
        with instance_lock.held(tmp_path, HERE):
            child = os.fork()
            if child:
                os.write(tell, str(child).encode())
            signal.pause()
    child = int(os.read(told, 20))
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    with pytest.raises(Invalid, match=f"Prozess {first}"), instance_lock.held(tmp_path, HERE):
        pytest.fail("its child is still there")

    os.kill(child, signal.SIGKILL)
    monkeypatch.setattr(instance_lock, "ENDING_S", 60)

    with instance_lock.held(tmp_path, HERE):
        pass
    os.close(told)
    os.close(tell)


def test_beside_it_only_its_own_address_counts(tmp_path):
    instance_lock.check_address(tmp_path, "https://anders.example")  # nobody is there

    with instance_lock.held(tmp_path, HERE):
        instance_lock.check_address(tmp_path, HERE)
        with pytest.raises(Invalid, match=f"PUBLIC_URL={HERE}"):
            instance_lock.check_address(tmp_path, "https://anders.example")
    instance_lock.check_address(tmp_path, "https://anders.example")
