"""The table of signs: out to a spreadsheet and back, every fault by row and column, all or nothing."""

import random

import pytest
from sqlalchemy import select

from app.actions.records import record_json
from app.actions.signs import import_signs, sign_table
from app.actions.signs.sign_cells import CHOICES
from app.errors import Invalid
from app.exchange.records import SignKind
from app.models import Role, Sign, SignStage, TableImport
from tests.factories import code, make_account, make_sign, make_station

SOURCE = random.Random(302)
HEAD = "code;station;art;zustand;ort_de;breitengrad;laengengrad;lage_genauigkeit_m"
HEAD += ";ausrichtung_grad;ausrichtung_genauigkeit_grad"


@pytest.fixture
def keeper(session):
    return make_account(session, Role.KEEPER)


@pytest.fixture
def sign(session):
    station = make_station(session, "platz")
    station.stop.record = {**station.stop.record, "lat": 51.505, "lon": 7.1}
    return make_sign(session, station)


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
        ("Zeile 5", "ausrichtung_grad"),
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
    reading = read(session, keeper, f"{sign.code};platz;100", head="code;station;ausrichtung_grad")

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


@pytest.mark.parametrize(
    ("day", "read_as"),
    [
        ("20.11.2026", "2026-11-20"),
        ("20.11.26", "2026-11-20"),
        ("2.1.2026", "2026-01-02"),
        ("02. 01. 2026", "2026-01-02"),
        ("20.11.2026 00:00:00", "2026-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20 00:00:00", "2026-11-20"),
        ("46346", "2026-11-20"),
    ],
)
def test_days_are_read_as_people_and_programs_write_them(session, keeper, sign, day, read_as):
    reading = read(session, keeper, f"{sign.code};platz;{day}", head="code;station;lage_am")

    assert (reading.faults, reading.rows[0].record.place.on) == ([], read_as)


@pytest.mark.parametrize("day", ["31.02.2026", "2026-02-31", "11/20/2026", "gestern", "20.11.", "99999"])
def test_what_is_no_day_is_named(session, keeper, sign, day):
    assert told(read(session, keeper, f"{sign.code};platz;{day}", head="code;station;lage_am")) == [
        ("Zeile 2", "lage_am")
    ]


@pytest.mark.parametrize("number", ["1_0", "٣", "51,5 Grad", "inf", "nan", "01. Apr", "1.234,5"])
def test_what_is_no_number_is_named(session, keeper, sign, number):
    assert told(read(session, keeper, f"{sign.code};platz;{number}", head="code;station;ausrichtung_grad")) == [
        ("Zeile 2", "ausrichtung_grad")
    ]


@pytest.mark.parametrize("column", sorted(CHOICES))
def test_a_word_that_is_none_is_answered_with_those_that_the_table_has(session, keeper, sign, column):
    reading = read(session, keeper, f"{sign.code};platz;quer", head=f"code;station;{column}")

    [fault] = reading.faults
    assert (fault.field, str(fault).split("Erlaubt: ")[1]) == (column, f"{', '.join(CHOICES[column])}.")


@pytest.mark.parametrize(
    "head",
    [
        "code;station;ausrichtung_grad;",
        "Code;Station;Blickrichtung (Grad);;;",
        " CODE ;STATION;Blick-Grad",
        "\ufeffcode;station;blick (grad)",
        "Schilder der Linie;;\r\nStand: November, 2026;;\r\n\r\ncode;station;ausrichtung_grad",
    ],
)
def test_heads_are_known_however_they_are_spelled(session, keeper, sign, head):
    reading = read(session, keeper, f"{sign.code};platz;100;", ";;;", head=head)

    assert (reading.faults, reading.rows[0].record.facing_deg) == ([], 100)


@pytest.mark.parametrize("write", [str.lower, "'{}".format, lambda code: f"{code[:3]}-{code[3:]} "])
def test_a_code_is_known_however_it_is_written(session, keeper, sign, write):
    reading = read(session, keeper, f"{write(sign.code)};Platz;100", head="code;station;ausrichtung_grad")

    assert ([row.sign for row in reading.rows], reading.faults) == ([sign], [])


def test_a_column_twice_and_one_without_a_name_are_told(session, keeper, sign):
    twice = read(session, keeper, f"{sign.code};platz;1;2", head="code;station;ausrichtung_grad;Blickrichtung (Grad)")
    nameless = read(session, keeper, f"{sign.code};platz;Notiz", head="code;station;")

    assert told(twice) == [("Zeile 1", "ausrichtung_grad")]
    assert [str(fault) for fault in nameless.faults] == [
        "Zeile 2: „Notiz“ steht in einer Spalte ohne Namen. Bitte löschen."
    ]


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x9f", "\x7f"], ids=ascii)
def test_a_control_character_is_refused_by_row_and_column(session, keeper, sign, letter):
    reading = read(session, keeper, f"{sign.code};platz;Am {letter}Gleis", head="code;station;ort_de")

    assert told(reading) == [("Zeile 2", "ort_de")]
    assert "Steuerzeichen" in str(reading.faults[0])


def test_what_nobody_sees_is_no_change(session, keeper, sign):
    reading = read(
        session, keeper, f"{sign.code}\u200b;\ufeffplatz;Am Bahn\u00adsteig\u200b", head="code;station;ort_de"
    )

    assert (reading.faults, reading.changes) == ([], [])


def test_what_changes_is_told_cell_by_cell_as_a_spreadsheet_shows_it(session, keeper, sign):
    reading = read(
        session,
        keeper,
        f"{sign.code};platz;gedruckt;271,5;Am Kiosk",
        head="code;station;zustand;ausrichtung_grad;ort_de",
    )

    assert [(each.row.sign.code, each.column, each.before, each.after) for each in reading.changes] == [
        (sign.code, "zustand", "geplant", "gedruckt"),
        (sign.code, "ort_de", "Am Bahnsteig", "Am Kiosk"),
        (sign.code, "ausrichtung_grad", "90", "271,5"),
    ]


@pytest.mark.parametrize("saved", ["Über der Br?cke", "?ber der Brücke", "Ãœber der BrÃ¼cke", "Uber der Br\ufffdcke"])
def test_letters_that_were_lost_on_the_way_are_noticed(session, keeper, sign, saved):
    sign.record = {**sign.record, "where": {"de": "Über der Brücke"}}
    session.flush()

    reading = read(session, keeper, f"{sign.code};platz;{saved}", head="code;station;ort_de")

    assert told(reading) == [("Zeile 2", "ort_de")]
    assert "Buchstaben verloren" in str(reading.faults[0])


def test_a_sign_far_from_its_station_is_asked_about_and_one_that_stays_is_not(session, keeper, sign):
    munich = read(session, keeper, f"{sign.code};platz;48,137;11,575", head="code;station;breitengrad;laengengrad")
    near = read(session, keeper, f"{sign.code};platz;51,506", head="code;station;breitengrad")
    new_one = read(session, keeper, ";platz;A4;;Am Gleis;48,137;11,575;10;90;15")

    assert (munich.faults, [fault.file for fault in munich.doubts]) == ([], ["Zeile 2"])
    assert "km von der Haltestelle" in str(munich.doubts[0])
    assert near.doubts == []
    assert len(new_one.doubts) == 1


def test_a_word_with_a_question_mark_inside_is_asked_about(session, keeper, sign):
    reading = read(session, keeper, new("Am G?terbahnhof"), new("Wo? Am Gleis"))

    assert [(fault.file, fault.values["word"]) for fault in reading.doubts] == [("Zeile 2", "G?terbahnhof")]


def test_rows_of_others_are_counted_apart(session, sign):
    keeper = make_account(session, Role.KEEPER, partner="sued")

    assert sign_table.read(session, sign_table.write(session), by=keeper).elsewhere == 1


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.encode("utf-16"),
        lambda text: text.replace(";", "\t").encode("utf-16-le"),
        lambda text: text.replace("\r\n", "\r").encode("mac_roman"),
        lambda text: b"sep=;\r\n" + text.encode("utf-8-sig"),
    ],
    ids=["utf-16", "utf-16 without a mark, tabs", "old mac", "sep"],
)
def test_the_own_table_comes_back_unchanged_however_it_was_saved(session, keeper, sign, saved):
    sign.record = {**sign.record, "where": {"de": "Über der großen Brücke"}}
    session.flush()
    text = sign_table.write(session).decode("utf-8-sig")

    reading = sign_table.read(session, saved(text), by=keeper)

    assert (len(reading.rows), reading.changes, reading.doubts, reading.faults) == (1, [], [], [])


def test_letters_lost_in_rows_of_others_are_told_as_that(session, sign):
    sign.record = {**sign.record, "where": {"de": "Über der Brücke"}}
    session.flush()
    keeper = make_account(session, Role.KEEPER, partner="sued")
    raw = sign_table.write(session).decode().replace("Brücke", "Br?cke").encode()

    assert told(sign_table.read(session, raw, by=keeper)) == [("Zeile 2", "ort_de")]
