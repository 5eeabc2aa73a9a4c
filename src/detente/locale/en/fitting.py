"""The fit of the general beliefs in English."""

FITTING = {
    "fit.progress": "Playing: {done} of {total} negotiations",
    "fit.title": "How negotiations work in general, weighed by the record",
    "fit.played": "{beliefs} beliefs in {cases} random negotiations on each of five occasions; after weighing they are "
    "worth {effective} equal ones.",
    "fit.mapping": "Definitions are mapped crudely: an agreement of the record is any deal that stands in the model, a "
    "formal or signed one a deal on the weightiest issue. Mediators choose their crises; the fit allows for that, but "
    "nothing here is an effect of mediation.",
    "fit.targets": "The record and the model",
    "fit.head.target.0": "",
    "fit.head.target.1": "counted",
    "fit.head.target.2": "before",
    "fit.head.target.3": "after",
    "fit.head.target.4": "as written",
    "fit.head.target.5": "",
    "fit.head.number.0": "",
    "fit.head.number.1": "before",
    "fit.head.number.2": "after",
    "fit.head.number.3": "",
    "fit.check": " (compared, not weighed)",
    "fit.inside": "met",
    "fit.above": "counted more than the model allows",
    "fit.below": "counted less than the model allows",
    "fit.constants": "Beliefs about negotiations in general, central 90 %",
    "fit.population": "What crises and their parties are like (no case takes this from here)",
    "fit.between": "{low} to {high}",
    "fit.learned": "learned",
    "fit.open": "left open, kept wide",
    "fit.tied": "Tied together by the record (rank correlation), but drawn apart when written",
    "fit.truces": "How fast truces fail with age, as a case can quote it",
    "fit.hazard": "{about}: ratio of cumulative hazards by age {ratios}; published {low} to {high}",
    "fit.written": "Written to {path}; every outlook changes with it.",
    "fit.not_written": "Nothing was written; --write puts the ranges into {path}.",
}
