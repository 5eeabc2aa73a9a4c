"""The whole report: a brief, and beneath it seven chapters that fold, always the same ones in the same order.

Whoever wants parts of it to show elsewhere, such as the workbench, takes pieces of HTML, each under the style sheet
that `detente.report.whole.page.style()` returns:

- `detente.report.whole.page.brief_fragment(material, words)`: the brief, from its verdict to its last block;
- `detente.report.whole.contents.chapters(material, words)`: the chapters, each with number, title, finding and body;
- `detente.report.whole.contents.fragment(chapter, words)`: one of them as a `<details>` that folds.

`detente.report.whole.material.material_of(worlds, options)` makes what they show from worlds that have been played and
kept, and `bare(outlook, case)` from an outlook alone.
"""
