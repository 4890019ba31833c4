// Names for screen readers where Lab gives none, or an English one.

const PRESSED = 'jp-button[aria-pressed]';
const SOON = 100; // milliseconds after which a page that is being drawn is looked at

/** Name the parts of each notebook, also those that are drawn later. */
export function nameParts(notebooks) {
  notebooks.widgetAdded.connect((_, panel) => {
    let soon = 0;
    const watch = new MutationObserver(() => {
      soon ||= setTimeout(() => {
        soon = 0;
        nameAll(panel);
      }, SOON);
    });
    watch.observe(panel.content.node, { childList: true, subtree: true });
    panel.disposed.connect(() => watch.disconnect());
  });
}

function nameAll(panel) {
  const { node, widgets } = panel.content;
  // Lab says that it is a feed, whose cells would have to be articles.
  node.querySelector('.jp-WindowedPanel-viewport')?.setAttribute('role', 'group');
  node.setAttribute('aria-busy', String(widgets.some((cell) => cell.isPlaceholder()))); // some are drawn later
  widgets.forEach((cell, at) => {
    const place = `Sel ${at + 1}${cell.readOnly ? ', terkunci' : ''}`;
    cell.node.setAttribute('aria-label', cell.model.type === 'code' ? place : 'Teks bacaan');
    for (const editor of cell.node.querySelectorAll('.cm-content')) editor.setAttribute('aria-label', place);
  });
  for (const fold of node.querySelectorAll('.jp-collapseHeadingButton')) fold.setAttribute('aria-label', 'Lipat bagian ini');
  for (const slider of node.querySelectorAll('.widget-slider')) {
    const label = slider.querySelector('.widget-label')?.textContent;
    for (const handle of slider.querySelectorAll('.noUi-handle')) handle.setAttribute('aria-label', label || 'Penggeser');
  }
}

/**
 * Lab's own buttons are no buttons to a browser, only what is in them: they must not say that they are pressed,
 * whenever Lab draws them.
 */
export function nameButtons() {
  const unpress = (button) => button.removeAttribute('aria-pressed');
  const watch = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      if (target.matches(PRESSED)) unpress(target);
      for (const node of addedNodes) {
        if (node.matches?.(PRESSED)) unpress(node);
        node.querySelectorAll?.(PRESSED).forEach(unpress);
      }
    }
  });
  watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ['aria-pressed'] });
  document.querySelectorAll(PRESSED).forEach(unpress);
}
