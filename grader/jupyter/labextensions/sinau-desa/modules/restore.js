// What stood in a cell when it first came is kept in this browser: whoever emptied the cell gets it back.

const KEPT = 'sinau-asal:';
const EMPTY = 'Sel ini kosong.';
const AGAIN = 'Kembalikan isinya';

/** Offer the first text of a cell that is run empty; `offer` shows a sentence with a button. */
export function offerFirstText(notebooks, actions, offer) {
  notebooks.widgetAdded.connect((_, { content, context }) => {
    context.ready.then(() => remember(context.path, content.widgets));
  });
  actions.executed.connect((_, { notebook, cell }) => {
    const panel = notebooks.find((one) => one.content === notebook);
    if (!panel || cell.model.type !== 'code' || textOf(cell)) return;
    const first = kept(panel.context.path)[cell.model.id];
    if (first) offer(EMPTY, AGAIN, () => cell.model.sharedModel.setSource(first));
  });
}

function remember(path, cells) {
  const known = kept(path);
  for (const cell of cells) {
    if (cell.model.type === 'code' && !cell.readOnly && textOf(cell)) known[cell.model.id] ??= textOf(cell);
  }
  try {
    localStorage.setItem(KEPT + path, JSON.stringify(known));
  } catch {
    // no room in this browser: Ctrl + Z still brings a text back
  }
}

function kept(path) {
  try {
    return JSON.parse(localStorage.getItem(KEPT + path)) ?? {};
  } catch {
    return {};
  }
}

function textOf(cell) {
  return cell.model.sharedModel.getSource().trim();
}
