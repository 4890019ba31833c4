// A row of keys above a phone's keyboard: signs that lie two layers deep there.

const BLANK = '____';
const SIGNS = ['"', "'", '(', ')', '[', ']', '_', '=', '*', ',', ':'];

/** Show the row while somebody with a finger for a pointer writes in a cell. */
export function offerKeys(notebooks) {
  if (!matchMedia('(pointer: coarse)').matches) return;
  const row = document.createElement('div');
  Object.assign(row, { className: 'sinau-tombol', hidden: true });
  row.setAttribute('role', 'toolbar');
  row.setAttribute('aria-label', 'Tanda untuk kode');
  row.append(key(BLANK, 'Ke isian ____ berikutnya', () => nextBlank(editor(notebooks))));
  for (const sign of SIGNS) row.append(key(sign, `Ketik ${sign}`, () => editor(notebooks)?.replaceSelection(sign)));
  document.body.append(row);
  const place = () => {
    const view = window.visualViewport;
    // What the keyboard covers of the page: the row stands on it.
    row.style.bottom = view ? `${Math.max(0, window.innerHeight - view.height - view.offsetTop)}px` : '0';
  };
  const follow = () => {
    row.hidden = !document.activeElement?.closest('.jp-CodeCell .cm-content');
    document.body.classList.toggle('sinau-menulis', !row.hidden);
    place();
  };
  document.addEventListener('focusin', follow);
  document.addEventListener('focusout', () => setTimeout(follow));
  for (const kind of ['resize', 'scroll']) window.visualViewport?.addEventListener(kind, place);
}

function key(sign, title, action) {
  const button = document.createElement('button');
  Object.assign(button, { type: 'button', textContent: sign, title });
  button.setAttribute('aria-label', title);
  // The cell keeps its cursor, and the phone its keyboard.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', action);
  return button;
}

function editor(notebooks) {
  const cell = notebooks.activeCell;
  return cell?.readOnly ? null : cell?.editor;
}

/** Select the next blank behind the cursor, else the cell's first: what is typed takes its place. */
function nextBlank(editor) {
  if (!editor) return;
  const source = editor.model.sharedModel.getSource();
  const behind = source.indexOf(BLANK, editor.getOffsetAt(editor.getSelection().end));
  const at = behind >= 0 ? behind : source.indexOf(BLANK);
  if (at < 0) return;
  editor.setSelection({ start: editor.getPositionAt(at), end: editor.getPositionAt(at + BLANK.length) });
}
