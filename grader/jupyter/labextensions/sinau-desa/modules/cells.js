// Cells that keep still: what is typed on a selected cell goes into it, nothing typed by accident changes one.

export const LOCKED = 'Sel ini terkunci, cukup dijalankan (Shift + Enter). Jawabanmu di sel yang berisi ____.';
export const TEXT = 'Ini teks bacaan. Tulis jawabanmu di sel kode.';

export const FOLDED = 'Kode sel ini dilipat. Tekan Shift + Enter untuk menjalankannya.';

const RUBS_OUT = new Set(['Backspace', 'Delete']);
const MOVES = new Set(['ArrowUp', 'ArrowDown']);

/** Follow keys and clicks before Lab sees them (the window comes first); `say` shows a sentence. */
export function keepStill(notebooks, say) {
  const watch = (kind, act) =>
    window.addEventListener(
      kind,
      (event) => {
        const notebook = notebooks.currentWidget?.content;
        if (notebook?.node.contains(event.target)) act(event, notebook, say);
      },
      true,
    );
  watch('keydown', onKey);
  watch('paste', onPaste);
  for (const kind of ['mousedown', 'click', 'dblclick']) watch(kind, onMouse);
}

function onKey(event, notebook, say) {
  if (runs(event)) say(''); // what was said of this cell when it was touched
  if (runs(event) || writesElsewhere(event.target)) return;
  if (notebook.mode !== 'command') {
    if (isTyped(event) && notebook.activeCell?.readOnly) say(LOCKED);
  } else if (wouldMoveOrMerge(event)) {
    event.stopImmediatePropagation();
    event.preventDefault();
  } else if (isTyped(event)) {
    event.stopImmediatePropagation();
    if (!takesText(notebook.activeCell, say)) event.preventDefault();
    else write(notebook, event);
  }
}

/** A text field of the page that is no cell: a slider's number, the search box, a question's answer. */
function writesElsewhere(target) {
  return target.matches('input, textarea, select, [contenteditable="true"], [role="slider"], button, summary, a');
}

/** A letter, digit or sign, and the keys that rub out. */
function isTyped(event) {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  return plain && !event.isComposing && (event.key.length === 1 || RUBS_OUT.has(event.key));
}

function runs(event) {
  return event.key === 'Enter' && (event.shiftKey || event.ctrlKey || event.metaKey);
}

function wouldMoveOrMerge(event) {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === 'Backspace' && command) return true;
  if (event.shiftKey && command && (MOVES.has(event.key) || event.key.toLowerCase() === 'm')) return true;
  return event.key === 'Enter' && event.altKey;
}

/** Whether something can be written into the selected cell; if not, says why. */
function takesText(cell, say) {
  if (cell?.model.type === 'code' && !cell.readOnly && !cell.inputHidden) return true;
  if (cell?.model.type === 'code') say(cell.inputHidden ? FOLDED : LOCKED);
  else if (cell) say(TEXT);
  return false;
}

/** Let the key that is on its way arrive in the editor of the selected cell. */
function write(notebook, event) {
  notebook.deselectAll();
  notebook.mode = 'edit';
  notebook.activeCell.editor.focus();
  if (RUBS_OUT.has(event.key)) event.preventDefault(); // nobody saw where the caret was
}

/** What is pasted on a selected cell goes into it too. */
function onPaste(event, notebook, say) {
  if (notebook.mode !== 'command' || writesElsewhere(event.target)) return;
  event.stopImmediatePropagation();
  event.preventDefault();
  if (!takesText(notebook.activeCell, say)) return;
  notebook.mode = 'edit';
  notebook.activeCell.editor.focus();
  notebook.activeCell.editor.replaceSelection?.(event.clipboardData.getData('text/plain'));
}

function onMouse(event, notebook, say) {
  const folded = event.target.closest('.jp-InputPlaceholder');
  if (folded && !event.target.closest('.jp-MoreHorizIcon')) {
    stayFolded(event, notebook, folded);
  } else if (event.type === 'dblclick' && event.target.closest('.jp-MarkdownOutput') && !event.target.closest('a')) {
    const cell = cellAt(notebook, event.target);
    if (cell?.readOnly) event.stopImmediatePropagation();
  } else if (event.type === 'click' && event.target.closest('.jp-CodeCell .jp-Editor')) {
    const cell = cellAt(notebook, event.target);
    if (cell?.readOnly) say(LOCKED);
  }
}

/** A click on a folded cell selects it, so that Shift + Enter runs it; its code stays folded. */
function stayFolded(event, notebook, folded) {
  event.stopImmediatePropagation();
  event.preventDefault();
  if (event.type !== 'click') return;
  const at = notebook.widgets.indexOf(cellAt(notebook, folded));
  if (at >= 0) {
    notebook.activeCellIndex = at;
    notebook.deselectAll();
    notebook.mode = 'command';
    notebook.activate();
  }
}

function cellAt(notebook, element) {
  return notebook.widgets.find((cell) => cell.node.contains(element));
}
