"""Errors of the layers beneath are told in the language asked for."""

import pytest

from detente.cli.frame.problems import say_problems
from detente.errors import OptionError, StoreError
from detente.locale import en, texts

RAISED = {
    "unknown": OptionError.unknown("at", "sprin", ("spring", "autumn")),
    "unknown, nothing near": OptionError.unknown("at", "winter", ("spring", "autumn")),
    "nothing there": OptionError.unknown("lever", "gates", ()),
    "outside": OptionError.outside("weight", "2", "a number from 0 to 1"),
    "no date": OptionError.no_date("--by", "soon"),
    "unreadable": StoreError.unreadable("a.yaml", "No such file or directory"),
    "not written": StoreError.unwritable("a.html", "Permission denied"),
}


@pytest.mark.parametrize("error", RAISED.values(), ids=RAISED)
def test_english_is_what_the_error_itself_says(error, capsys):
    say_problems(error, texts("en"))
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f"Error: {error.sentence}"
    assert said[1:] == ([f"  hint:    {error.hint}"] if error.hint else [])


@pytest.mark.parametrize("error", RAISED.values(), ids=RAISED)
def test_chinese_says_it_in_chinese(error, capsys):
    say_problems(error, texts("zh"))
    said = capsys.readouterr().err
    assert error.sentence not in said
    assert not error.hint or error.hint not in said
    translated = {"nearest", "reason"} | ({"allowed"} if error.key == "outside" else set())
    assert all(value in said for key, value in error.values.items() if key not in translated)
    assert "{" not in said


def test_an_error_without_a_name_is_told_as_it_is(capsys):
    say_problems(OptionError("one of the two", "choose"), texts("zh"))
    assert capsys.readouterr().err == "错误：one of the two\n  提示：choose\n"


def test_every_hint_belongs_to_a_sentence():
    names = {key for key in en.TEXTS if key.startswith("wrong.")}
    assert {key.removesuffix(".hint") for key in names} <= names


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("levers", "euphrates-1975"), "错误：案例没有举措\n"),
        (("forecast", "euphrates-1975"), "错误：euphrates-1975 没有提出问题\n"),
        (("baserate", "euphrates-1975"), "错误：euphrates-1975 没有参照类\n"),
        (("conflict", "alaska-2025", "--state", "x"), "错误："),
        (("verify", "--ledger", "nowhere"), "错误：nowhere 中没有账本\n"),
        (("outlook", "euphrates-1975", "--lang", "fr"), "Error: lang: there is no 'fr'; there is en, zh\n"),
    ],
)
def test_verbs_say_it_in_the_language_asked_for(call, arguments, said):
    done = call(*(arguments if "--lang" in arguments else (*arguments, "--lang", "zh")))
    assert done.exit_code == 2
    assert done.stderr.startswith(said)
