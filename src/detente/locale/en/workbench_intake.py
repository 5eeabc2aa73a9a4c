"""Going through a draft on the pages of the workbench, in English."""

WORKBENCH_INTAKE = {
    "workbench.place.intake": "Review",
    "workbench.new.documents": "From documents",
    "workbench.new.documents.as_of": "As of (empty: the day the newest document says it appeared)",
    "workbench.new.documents.files": "Texts, web pages, PDF or Word",
    "workbench.new.documents.paste": "Or paste a text",
    "workbench.new.documents.lead": "They are read here, by rules, and sent nowhere. What is found in them is "
    "then gone through with you.",
    "workbench.intake.documents": "The documents",
    "workbench.intake.found": "Found in them",
    "workbench.intake.lead": "Each decision is written into the case at once; leave at any time and go on "
    "later. On a card: J and K go, A accepts, E edits, R rejects, U undoes.",
    "workbench.intake.count": "{accepted} accepted, {open} open, {rejected} rejected; {assumed} of the open "
    "are assumed. You can play at any time.",
    "workbench.intake.card": "Card {number}",
    "workbench.intake.undo": "Undo the last decision",
    "workbench.intake.kind.parties": "Party",
    "workbench.intake.kind.issues": "Issue",
    "workbench.intake.kind.positions": "Position",
    "workbench.intake.kind.meetings": "Meeting",
    "workbench.intake.kind.scenarios": "End",
    "workbench.intake.accept": "accepted",
    "workbench.intake.edit": "edited",
    "workbench.intake.reject": "rejected",
    "workbench.intake.merge": "merged",
    "workbench.intake.gone": "gone with another",
    "workbench.intake.do.accept": "Accept",
    "workbench.intake.do.edit": "Edit",
    "workbench.intake.do.reject": "Reject",
    "workbench.intake.do.merge": "Merge with",
    "workbench.intake.instead": "Instead",
    "workbench.intake.reason": "Reason",
}
