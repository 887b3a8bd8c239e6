"""The table of signs: out to a spreadsheet and back, every fault by row and column, all or nothing."""

import random

import pytest
from sqlalchemy import select

from app.actions.records import record_json
from app.actions.signs import import_signs, sign_table
from app.errors import Invalid
from app.exchange.records import SignKind
from app.models import Role, Sign, SignStage, TableImport
from tests.factories import code, make_account, make_sign, make_station

SOURCE = random.Random(302)
HEAD = "code;station;art;zustand;ort_de;breitengrad;laengengrad;lage_genauigkeit_m;blick_grad;blick_genauigkeit_grad"


@pytest.fixture
def keeper(session):
    return make_account(session, Role.KEEPER)


@pytest.fixture
def sign(session):
    return make_sign(session, make_station(session, "platz"))


def read(session, keeper, *rows, head=HEAD):
    return sign_table.read(session, "\r\n".join([head, *rows]).encode(), by=keeper)


def told(reading):
    return [(fault.file, fault.field) for fault in reading.faults]


def new(place="Am Gleis"):
    return f";platz;Fenster;;{place};51,505;7,1;10;90;15"


def test_what_goes_out_comes_in_unchanged(session, keeper, sign):
    table = sign_table.write(session)

    reading = sign_table.read(session, table, by=keeper)

    assert table.startswith(b"\xef\xbb\xbfcode;station;")
    assert "51,505;7,1;15;geschätzt".encode() in table
    assert (len(reading.rows), reading.new, reading.changed, reading.faults) == (1, 0, 0, [])


def test_rows_with_a_code_change_signs_and_others_make_new_ones(session, keeper, sign):
    reading = read(session, keeper, f"{sign.code};platz;A3;gedruckt;Am Ende des Steigs;51,506;7,1;5;95;15", new())
    assert (reading.new, reading.changed, reading.faults) == (1, 1, [])

    sign_table.apply(session, reading.rows, by=keeper, source=SOURCE)

    record = record_json.sign_record(sign)
    assert (record.place.lat, record.where["de"], sign.state) == (51.506, "Am Ende des Steigs", SignStage.PRINTED)
    made = session.scalars(select(Sign).where(Sign.id != sign.id)).one()
    assert (record_json.sign_record(made).kind, made.state) == (SignKind.WINDOW, SignStage.PLANNED)


def test_reading_alone_changes_nothing(session, keeper, sign):
    read(session, keeper, f"{sign.code};platz;A3;;Anderswo;51,5;7,1;5;95;15", new())

    assert record_json.sign_record(sign).where["de"] == "Am Bahnsteig"
    assert len(session.scalars(select(Sign)).all()) == 1


@pytest.mark.parametrize(("delimiter", "point"), [(";", ","), (";", "."), (",", ".")])
def test_both_delimiters_and_both_decimal_marks_are_read(session, keeper, sign, delimiter, point):
    row = f";platz;A4;;Am Gleis;51{point}506;7{point}1;10;90;15".replace(";", delimiter)

    reading = read(session, keeper, row, head=HEAD.replace(";", delimiter))

    assert reading.faults == []
    assert reading.rows[0].record.place.lat == 51.506


def test_what_old_spreadsheets_write_is_read(session, keeper, sign):
    raw = f"{HEAD}\r\n{new('Über der Brücke')}".encode("cp1252")

    assert sign_table.read(session, raw, by=keeper).rows[0].record.where["de"] == "Über der Brücke"


def test_every_fault_is_named_by_row_and_column_and_then_nothing_is_ordered(session, keeper, sign):
    make_station(session, "fremd", partner="sued")
    reading = read(
        session,
        keeper,
        f"{sign.code};platz;Plakat;;Am Gleis;510;7,1;10;90;15",
        ";nirgends;A4;;Am Gleis;51,5;7,1;10;90;15",
        ";fremd;A4;;Am Gleis;51,5;7,1;10;90;15",
        ";platz;A4;hängt;Am Gleis;51,5;7,1;10;north;15",
        f"{sign.code};platz;A3;hängt;Am Gleis;51,5;7,1;10;90;15",
        "ZZZZZZ;platz;A3;;Am Gleis;51,5;7,1;10;90;15",
        new(),
    )

    assert told(reading) == [
        ("Zeile 2", "art"),
        ("Zeile 2", "breitengrad"),
        ("Zeile 3", "station"),
        ("Zeile 4", "station"),
        ("Zeile 5", "blick_grad"),
        ("Zeile 6", "zustand"),
        ("Zeile 6", "code"),
        ("Zeile 7", "code"),
    ]
    with pytest.raises(Invalid, match="nichts geändert"):
        import_signs.order(session, b"", reading, by=keeper)
    assert not session.scalars(select(TableImport)).all()
    assert len(session.scalars(select(Sign)).all()) == 1


def test_a_new_sign_that_hangs_already_is_refused(session, keeper, sign):
    assert told(read(session, keeper, ";platz;A4;hängt;Am Gleis;51,5;7,1;10;90;15")) == [("Zeile 2", "zustand")]


def test_a_column_that_nobody_knows_is_named(session, keeper, sign):
    reading = read(session, keeper, f"{sign.code};platz;rot", head="code;station;farbe")

    assert told(reading) == [("Zeile 1", "farbe")]


def test_columns_that_are_left_out_stay_as_they_are(session, keeper, sign):
    reading = read(session, keeper, f"{sign.code};platz;100", head="code;station;blick_grad")

    record = reading.rows[0].record
    assert (record.facing_deg, record.where["de"], reading.faults) == (100, "Am Bahnsteig", [])


def test_a_printed_sign_stays_of_its_kind_and_station(session, keeper, sign):
    make_station(session, "hafen")
    sign.move(SignStage.PRINTED)
    session.flush()

    reading = read(
        session,
        keeper,
        f"{sign.code};platz;A4;;Am Gleis;51,5;7,1;10;90;15",
        f"{code(5)};hafen;A4;;Am Gleis;51,5;7,1;10;90;15",
    )

    assert told(reading)[0] == ("Zeile 2", "art")
    moved = read(session, keeper, f"{sign.code};hafen;A3;;Am Gleis;51,5;7,1;10;90;15")
    assert told(moved) == [("Zeile 2", "station")]


def test_a_day_as_a_german_spreadsheet_writes_it_is_read(session, keeper, sign):
    head = "code;station;lage;lage_von;lage_am"

    reading = read(session, keeper, f"{sign.code};platz;vermessen;Vermessung Nord;20.11.2026", head=head)

    assert (reading.faults, reading.rows[0].record.place.on) == ([], "2026-11-20")


def test_signs_of_others_may_stand_in_the_table_as_they_are(session, sign):
    keeper = make_account(session, Role.KEEPER, partner="sued")
    raw = sign_table.write(session)

    reading = sign_table.read(session, raw, by=keeper)
    changed = sign_table.read(session, raw.replace(b"Am Bahnsteig", b"Anderswo"), by=keeper)

    assert (reading.rows, reading.changed, reading.faults) == ([], 0, [])
    assert told(changed) == [("Zeile 2", "station")]


@pytest.mark.parametrize("text", ["=1+1", "+49 209", "-links", "@summe"])
def test_no_cell_is_a_formula_and_the_text_comes_back(session, keeper, sign, text):
    sign.record = {**sign.record, "where": {"de": text}}
    session.flush()

    table = sign_table.write(session)

    assert f";'{text};".encode() in table
    assert sign_table.read(session, table, by=keeper).rows[0].record.where["de"] == text


@pytest.mark.parametrize("raw", [b"%PDF-1.7", b"station\n" + b"x" * 200_000], ids=["no head", "a cell without end"])
def test_what_is_no_table_of_signs_is_refused(session, keeper, raw):
    with pytest.raises(Invalid, match="keine Tabelle von Schildern"):
        sign_table.read(session, raw, by=keeper)
