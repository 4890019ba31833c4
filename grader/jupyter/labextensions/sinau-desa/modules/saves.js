// One save of a notebook at a time; what was typed while it was on its way is still unsaved.

/** Before all that saves: Lab takes a save that another one has overtaken for a file that somebody else has changed. */
export function saveOneByOne(notebooks) {
  notebooks.widgetAdded.connect((_, { context }) => {
    keepUnsaved(context);
    const save = context.save.bind(context);
    let running = Promise.resolve();
    let next = null; // has not begun: it will save what stands here by then
    context.save = () => {
      next ??= running
        .catch(() => {}) // whoever asked for that one has been told
        .then(() => {
          next = null;
          return context.isDisposed ? undefined : (running = save());
        });
      return next;
    };
  });
}

/** Lab takes all for saved once a save ends, also what came after it had begun. */
function keepUnsaved({ model, saveState }) {
  let changed = false;
  model.contentChanged.connect(() => (changed = true));
  saveState.connect((_, state) => {
    if (state === 'started') queueMicrotask(() => (changed = false)); // in this very task Lab packs what it sends
    else if (state === 'completed' && changed) model.dirty = true;
  });
}
