// The editor: CodeMirror 6 with what a short Python cell needs.
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, drawSelection, highlightSpecialChars } from "@codemirror/view";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { classHighlighter } from "@lezer/highlight";
import { pythonLanguage } from "@codemirror/lang-python";

// Returns { view, text, put }: an editor at the end of `parent`.
export function editor(parent, doc, label, described, { run, changed }) {
  const go = () => { run(); return true; };
  const view = new EditorView({ parent, state: EditorState.create({ doc, extensions: [
    keymap.of([{ key: "Shift-Enter", run: go }, { key: "Ctrl-Enter", mac: "Cmd-Enter", run: go },
      ...defaultKeymap, ...historyKeymap, indentWithTab]),              // Escape, then Tab, leaves the editor
    history(), drawSelection(), highlightSpecialChars(), bracketMatching(), indentOnInput(), indentUnit.of("    "),
    pythonLanguage, syntaxHighlighting(classHighlighter),
    EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": described, tabindex: "0",
      spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
    EditorView.updateListener.of((update) => { if (update.docChanged) changed(update.state.doc.toString()); }),
  ] }) });
  return {
    view,
    get text() { return view.state.doc.toString(); },
    put(text) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }); },
  };
}
