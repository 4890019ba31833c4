// What a cell shows is on the screen after it ran.

const MARGIN = 8; // pixels

/** After a run by hand, and until somebody scrolls or types, all that the cell shows can be seen, its end first. */
export function showWhole(notebooks, actions) {
  let stop = () => {};
  const gone = () => stop();
  for (const kind of ['wheel', 'touchmove', 'keydown', 'mousedown']) {
    window.addEventListener(kind, gone, { capture: true, passive: true }); // whoever scrolls decides
  }
  actions.executed.connect((_, { notebook, cell }) => {
    const at = notebook.widgets.indexOf(cell);
    const byHand = notebook.activeCellIndex - at <= 1 && notebook.activeCellIndex >= at;
    if (notebooks.currentWidget?.content !== notebook || !byHand || cell.model.type !== 'code') return;
    stop();
    stop = follow(cell.node, notebook.node.querySelector('.jp-WindowedPanel-outer'));
  });
}

function follow(node, view) {
  const watch = new ResizeObserver(() => bringIn(node, view));
  watch.observe(node);
  return () => watch.disconnect();
}

function bringIn(node, view) {
  const cell = node.getBoundingClientRect();
  const window = view.getBoundingClientRect();
  const covered = parseFloat(getComputedStyle(view).scrollPaddingBottom) || 0; // by a phone's row of keys
  const below = cell.bottom + MARGIN + covered - window.bottom;
  const above = cell.top - MARGIN - window.top;
  if (below > 0) view.scrollTop += Math.min(below, Math.max(above, 0));
  else if (above < 0) view.scrollTop += Math.max(above, below);
}
