"""What the command line says while it works: each step with its time, numbers as in German."""

import re

from app.progress import Progress, decimal


def test_each_step_says_its_time_with_a_comma(capsys):
    progress = Progress()

    progress.say("Inhalte laden")
    progress.step("Seiten", 1, 2)
    progress.end()

    assert re.fullmatch(r"Inhalte laden: \d+,\d s\nSeiten: \d+,\d s\n", capsys.readouterr().out)


def test_one_decimal_place_is_enough():
    assert [decimal(each) for each in (0, 0.04, 12.345, 1000)] == ["0,0", "0,0", "12,3", "1000,0"]
