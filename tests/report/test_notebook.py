from dataclasses import replace

from detente.case.schema.base import Bilingual
from detente.report.notebook import outlook_html


def test_it_has_the_picture_and_the_numbers(outlook):
    html = outlook_html(outlook)
    assert "<svg" in html
    assert "12% (4–27% over beliefs)" in html
    assert "1,000 beliefs × 100 runs = 100,000 worlds" in html
    assert "成功" in outlook_html(outlook, "zh")


def test_it_has_all_colours_it_needs(outlook):
    html = outlook_html(outlook)
    for name in ("ink", "s1", "outside", "grid"):
        assert f"--{name}:" in html


def test_titles_cannot_become_markup(outlook):
    evil = "<script>alert(1)</script>"
    scenarios = tuple(replace(view, title=Bilingual(en=evil)) for view in outlook.scenarios)
    assert "<script" not in outlook_html(replace(outlook, title=Bilingual(en=evil), scenarios=scenarios))
