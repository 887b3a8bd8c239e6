"""The warm sandbox: kept between questions, fair between persons, and back again after it fell."""

import threading
from pathlib import Path

import pytest

from app.sandbox import DiedError, Limits
from app.warm_sandbox import BusyError, DroppedError, FairQueue, Frame, WarmSandbox

SERVER = "app.meshes.drafting.server"
LIMITS = Limits(memory_bytes=1_000_000_000, cpu_s=1000, wall_s=120)
SCENE = Path("assets/meshes/pergolabaenke/scene.toml").read_text("utf-8")


def asked(text: str, **more: object) -> Frame:
    return Frame({"kind": "view", "variant": "planned", "text": text, "ids": [], "models": [], **more}, [b""])


@pytest.fixture(scope="module")
def sandbox():
    found = WarmSandbox(SERVER, limits=LIMITS, most_waiting=3)
    yield found
    found.close()


def test_answers_and_stays(sandbox):
    first = sandbox.ask(asked(SCENE), person=1, about="a")
    number = sandbox._process.pid
    again = sandbox.ask(asked(SCENE), person=2, about="b")
    assert first.blobs[0][:4] == b"glTF"
    assert again.blobs == first.blobs
    assert sandbox._process.pid == number


def test_what_is_wrong_comes_with_its_line(sandbox):
    answer = sandbox.ask(asked(SCENE + '\n[[parts]]\npart = "nonesuch"\nat = [0, 0]\n'), person=1, about="a")
    (fault,) = answer.says["faults"]
    assert (fault["line"], fault["values"]["name"]) == (SCENE.count("\n") + 3, "nonesuch")


def test_falls_alone_and_is_started_anew(sandbox):
    sandbox.ask(asked(SCENE), person=1, about="a")
    sandbox._process.kill()
    sandbox._process.wait()
    assert sandbox.ask(asked(SCENE), person=1, about="a").blobs[0][:4] == b"glTF"


@pytest.mark.parametrize(
    ("limits", "why"),
    [
        (Limits(memory_bytes=250_000_000, cpu_s=1000, wall_s=120), "memory"),
        (Limits(memory_bytes=1_000_000_000, cpu_s=1000, wall_s=0.05), "time"),
    ],
)
def test_says_what_it_broke(limits, why):
    sandbox = WarmSandbox(SERVER, limits=limits, most_waiting=3)
    with pytest.raises(DiedError) as died:
        sandbox.ask(asked(SCENE, kind="poster", camera="poster"), person=1, about="a")
    assert died.value.why == why
    sandbox.close()


def test_persons_take_turns_and_only_the_newest_of_a_drag_is_answered():
    queue, order, entered, go = FairQueue(most=5), [], threading.Event(), threading.Event()

    def hold() -> None:
        with queue.turn(9, "x", wait_s=60):
            entered.set()
            go.wait(60)

    def wait(person: int, about: str, name: str) -> None:
        try:
            with queue.turn(person, about, wait_s=60):
                order.append(name)
        except DroppedError:
            order.append(f"{name} dropped")

    holder = threading.Thread(target=hold)
    holder.start()
    assert entered.wait(60)
    threads = []
    for number, (person, about, name) in enumerate(
        [(1, "view", "a1"), (1, "plan", "a2"), (1, "view", "a3"), (2, "view", "b1")], start=1
    ):
        threads.append(threading.Thread(target=wait, args=(person, about, name)))
        threads[-1].start()
        while sum(map(len, queue._waiting.values())) + len(order) < number:
            threading.Event().wait(0.005)
    go.set()
    for each in [holder, *threads]:
        each.join(60)
    assert order == ["a1 dropped", "a3", "b1", "a2"]


def test_who_comes_too_late_is_told_at_once():
    queue = FairQueue(most=0)
    with pytest.raises(BusyError), queue.turn(1, "a", wait_s=60):
        raise AssertionError("nobody gets in")
