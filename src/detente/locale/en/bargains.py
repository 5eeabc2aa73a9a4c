"""Bargains between two people whose outcome is known, in English."""

BARGAINS = {
    "bargains.none": "{path} is no table of bargains",
    "bargains.none.hint": "it needs the columns ended and, for each good, a_GOOD, b_GOOD and a_gets_GOOD",
    "bargains.rows": "{path} has rows that are wrong:",
    "bargains.number": "  line {line}, {column}: found {found}; allowed is a number from 0",
    "bargains.many": "{path}: more than {most} ways to share the goods",
    "bargains.title": "{table}: what two people agreed on, {agreed} of {count} bargains",
    "bargains.facts": "What people did",
    "bargains.facts.text": (
        "Of the agreements {efficient} are efficient, {nash} a package of greatest Nash product, {utilit"
        "arian} of greatest joint gain; on average they reach {joint} of the greatest joint gain."
    ),
    "bargains.scores": ("Distributions over {packages} packages: mean logarithm of the probability of what was agreed"),
    "bargains.head.fit": "fitted on {count}",
    "bargains.head.score": "kept aside ({count})",
    "bargains.head.difference": "less the best rule",
    "bargains.head.constants": "fitted",
    "bargains.about": (
        "Higher is better. Constants are fitted on the first four fifths of the agreements; the last fif"
        "th is scored. The best single rule is the one that fits best: {rule}. ε: share that ends anywhe"
        "re; η: error of perception on one good, as a share of all that a party has at stake."
    ),
    "bargains.rests": (
        "Two lay people over goods on a screen are not states: what is fitted here is about how near the"
        " best people come, and by which rule."
    ),
    "bargains.of.uniform": "All that both gain by, equally",
    "bargains.of.uniform-efficient": "All that are efficient, equally",
    "bargains.of.even-split": "Half of each good",
    "bargains.of.nash": "Nash",
    "bargains.of.kalai-smorodinsky": "Kalai–Smorodinsky",
    "bargains.of.egalitarian": "Egalitarian",
    "bargains.of.utilitarian": "Utilitarian",
    "bargains.of.proposer": "Either proposes",
    "bargains.of.logit-joint-gain": "Logit of the joint gain",
    "bargains.of.logit-nash": "Logit of the Nash product",
    "bargains.of.near-nash": "Near the best: Nash",
    "bargains.of.near-kalai-smorodinsky": "Near the best: Kalai–Smorodinsky",
    "bargains.of.near-egalitarian": "Near the best: egalitarian",
    "bargains.of.near-utilitarian": "Near the best: utilitarian",
    "bargains.of.near-proposer": "Near the best: either proposes",
    "bargains.of.play": "The table of the play",
    "bargains.of.logit-nash-even": "Logit of Nash product, even split, equal gains",
}
