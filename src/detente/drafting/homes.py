"""For which state the people speak whom texts name most."""

from __future__ import annotations

__all__ = ["HOMES", "home_of"]

_OF = {
    "US": "TRUMP BIDEN OBAMA CLINTON BUSH REAGAN CARTER NIXON KISSINGER VANCE RUBIO HEGSETH BESSENT LUTNICK WITKOFF KUSHNER BLINKEN SULLIVAN",
    "RU": "PUTIN LAVROV USHAKOV PESKOV MEDVEDEV YELTSIN GORBACHEV",
    "UA": "ZELENSKY YERMAK",
    "CN": "XI LI_QIANG WANG_YI HE_LIFENG DENG ZHAO ZHOU MAO",
    "GB": "STARMER JOHNSON SUNAK MAY THATCHER HOWE CRADOCK YOUDE",
    "FR": "MACRON",
    "DE": "MERZ SCHOLZ MERKEL",
    "IT": "MELONI",
    "HU": "ORBAN",
    "PL": "TUSK",
    "TR": "ERDOGAN",
    "IL": "NETANYAHU GALLANT BEN_GVIR SMOTRICH BEGIN RABIN",
    "EG": "SISI SADAT",
    "IR": "KHAMENEI PEZESHKIAN ARAGHCHI ROUHANI ZARIF",
    "IN": "MODI",
    "JP": "ISHIBA TAKAICHI ABE",
    "KR": "LEE YOON MOON",
    "KP": "KIM",
    "BR": "LULA",
    "AR": "MILEI",
    "VE": "MADURO",
    "CA": "CARNEY TRUDEAU",
    "MX": "SHEINBAUM",
    "ET": "ABIY",
    "BY": "LUKASHENKO",
    "AZ": "ALIYEV",
    "AM": "PASHINYAN",
    "RS": "VUCIC MILOSEVIC",
    "XK": "KURTI",
    "HAMAS": "SINWAR HANIYEH",
    "PS": "ABBAS ARAFAT",
    "NATO": "RUTTE STOLTENBERG",
    "EU": "VON_DER_LEYEN KALLAS COSTA EUROPEAN_COMMISSION",
}

HOMES = {person: state for state, people in _OF.items() for person in people.split()}
"""Person → state or body."""


def home_of(entity: str) -> str:
    """Return the state that a person speaks for, or the entity itself.

    Example:
        >>> home_of("WITKOFF"), home_of("RU")
        ('US', 'RU')
    """
    return HOMES.get(entity, entity)
