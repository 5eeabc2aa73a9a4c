// The text of a case in CodeMirror 6: problems, completion and edits come from the server, undo is the editor's own.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, undo } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, bracketMatching, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--code-name)" },
  { tag: [tags.number, tags.content, tags.string, tags.literal], color: "var(--code-value)" },
  { tag: tags.comment, color: "var(--ink-3)", fontStyle: "italic" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--ink-3)" },
]);

// The line whose cell is chosen in the grid.
const choose = StateEffect.define();
const chosen = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(choose)) {
        return effect.value === null
          ? Decoration.none
          : Decoration.set([Decoration.line({ class: "chosen" }).range(effect.value)]);
      }
    }
    return marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function place(doc, line, column) {
  if (line < 1) return 0;
  const at = doc.line(Math.min(line, doc.lines));
  return Math.min(at.from + Math.max(0, column - 1), at.to);
}

export function mount(parent, { doc, nonce, label, readOnly, onChange, onLine, complete, phrases }) {
  const editable = new Compartment();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorState.phrases.of(phrases || {}),
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        highlightSelectionMatches(),
        yaml(),
        syntaxHighlighting(colours),
        chosen,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, lang: "en", spellcheck: "false" }),
        editable.of([EditorView.editable.of(!readOnly), EditorState.readOnly.of(!!readOnly)]),
        autocompletion({ override: complete ? [complete] : [] }),
        keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString(), update);
          if (update.selectionSet && onLine) {
            onLine(update.state.doc.lineAt(update.state.selection.main.head).number);
          }
        }),
      ],
    }),
  });
  view.scrollDOM.tabIndex = 0;
  view.scrollDOM.setAttribute("role", "region");
  view.scrollDOM.setAttribute("aria-label", label);
  return {
    text: () => view.state.doc.toString(),
    undo: () => undo(view),
    redo: () => redo(view),
    focus: () => view.focus(),
    // Replacements of spans, by the text as it is: one step of undo, whoever made them.
    splice(changes, expected) {
      if (expected !== undefined && expected !== view.state.doc.toString()) return false;
      view.dispatch({ changes: changes.map(({ start, end, text }) => ({ from: start, to: end, insert: text })) });
      return true;
    },
    replace(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    problems(found) {
      const size = view.state.doc.length;
      const marks = found.map((problem) => {
        const from = place(view.state.doc, problem.line, problem.column);
        const to = Math.max(from, place(view.state.doc, problem.end_line || problem.line, problem.end_column || 0));
        return { from, to: Math.min(size, to), severity: problem.severity, message: problem.message };
      });
      view.dispatch(setDiagnostics(view.state, marks));
    },
    go(line, column) {
      const at = place(view.state.doc, line, column || 1);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    },
    mark(line) {
      const at = line ? view.state.doc.line(Math.min(line, view.state.doc.lines)).from : null;
      const effects = [choose.of(at)];
      if (at !== null) effects.push(EditorView.scrollIntoView(at, { y: "center" }));
      view.dispatch({ effects });
    },
  };
}
