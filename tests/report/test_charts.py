from datetime import date

import pytest

from detente.locale import texts
from detente.report.drawing.canvas import Canvas, broken, text_width
from detente.report.drawing.frame import calendar
from detente.report.drawing.palette import COLOURS, MARKS, TEXTS, contrast
from detente.report.outlook.chart import outlook_chart
from detente.report.outlook.chart_meetings import segments, touched
from detente.report.tones import end_colours, party_colours


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("name", TEXTS)
def test_text_has_enough_contrast(name, theme):
    for ground in ("surface", "panel"):
        assert contrast(COLOURS[name][theme], COLOURS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1])
def test_marks_can_be_told_from_the_page(theme):
    for name in MARKS:
        assert contrast(COLOURS[name][theme], COLOURS["surface"][theme]) >= 3.0, name


@pytest.mark.parametrize("theme", [0, 1])
def test_the_text_on_a_party_and_on_a_level_can_be_read(theme):
    for name in ("p1", "p2", "p3", "p4", "muted"):
        assert contrast(COLOURS["surface"][theme], COLOURS[name][theme]) >= 4.5, name
    for name, ink in (("step0", "ink"), ("step1", "ink"), ("step2", "ink"), ("step3", "surface"), ("step4", "surface")):
        assert contrast(COLOURS[ink][theme], COLOURS[name][theme]) >= 4.5, name


def test_ends_are_coloured_by_their_tone_and_parties_by_nothing_else(case):
    ends, parties = set(end_colours(case.document).values()), set(party_colours(case.document).values())
    assert not ends & parties


def test_marks_stand_where_their_values_are():
    canvas = Canvas(200, 50, (0, 1), (50, 150))
    canvas.bars([(0, 0.5, 10, 20)], "s1")
    assert '<rect x="50" y="10" width="50" height="10"' in canvas.svg()


def test_texts_are_broken_to_their_width():
    for text in ("A rather long name of an issue", "港口与商船航行安全的临时安排"):
        for lines in (1, 2):
            found = broken(text, 90, 13, lines)
            assert len(found) <= lines
            assert all(text_width(line, 13) <= 90 + 1 for line in found)
    assert broken("Ceasefire", 200, 13, 1) == ["Ceasefire"]
    assert broken("American security establishment", 100, 12, 1)[0].startswith("American se")


def test_the_calendar_has_room_for_its_labels():
    for pixels in (150, 300, 700):
        for last in (date(2025, 12, 1), date(2026, 8, 15), date(2035, 1, 1)):
            ticks = list(calendar(date(2025, 8, 12), last, pixels, "en"))
            assert len(ticks) * 50 <= max(pixels, 150) + 62
            assert [when for when, _ in ticks] == sorted(when for when, _ in ticks)


def test_segments_fill_the_bar_and_settle_first(outlook, case):
    meeting = outlook.meetings[0]
    for fate in meeting.issues:
        found = segments(fate, case.document.issues[fate.issue], texts("en"))
        assert sum(share for _, share, _ in found) == pytest.approx(1)
        assert [name for name, _, _ in found][-2:] == ["shelved", "untouched"]
    territory = segments(meeting.issues[3], case.document.issues["territory"], texts("en"))
    shades = {name: shade for name, _, shade in territory}
    assert shades["Line of contact"] == "step0"
    assert shades["Gains recognised"] == "step4"


def test_rare_fates_are_not_drawn(outlook):
    assert len(touched(outlook.meetings[0])) == 8


def test_an_audience_has_the_colour_of_its_party(case):
    colours = party_colours(case.document)
    assert colours["western-public"] == colours["west"]
    assert len({colours[name] for name in ("west", "north", "south", "allies")}) == 4


def test_the_outside_view_stands_in_the_picture(outlook):
    svg = outlook_chart(outlook, texts("en"), 760)
    assert "Wars older than three years" in svg
    assert "0/16" in svg
