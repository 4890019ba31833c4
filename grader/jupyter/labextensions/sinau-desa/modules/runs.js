// A run that is asked for before Python is there waits for it.

const SOON = 'Python sedang disiapkan. Selmu dijalankan sebentar lagi.';

/** Lab's `runCell`, but patient: without a kernel Lab would start a second one, or drop the run; `say` shows a sentence. */
export function patient(runCell, say) {
  let waiting = 0;
  return Object.freeze({
    async runCell(options) {
      const { cell, sessionContext } = options;
      if (cell.model.type === 'code' && sessionContext && !sessionContext.isReady) {
        cell.setPrompt('*');
        waiting += 1;
        say(SOON);
        await sessionContext.ready;
        waiting -= 1;
        if (waiting === 0) say('');
      }
      return cell.isDisposed ? false : runCell(options);
    },
  });
}
