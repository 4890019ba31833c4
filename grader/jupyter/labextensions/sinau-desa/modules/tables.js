// A CSV opened in Lab is read by the mark that its first line tells: spreadsheets in Indonesia write semicolons.

const MARKS = [';', ',', '\t', '|'];

/** Set the mark of each table that comes to the front. */
export function readTables(shell) {
  shell.currentChanged.connect((_, { newValue: panel }) => {
    const viewer = panel?.content;
    if (typeof viewer?.delimiter !== 'string') return;
    panel.context.ready.then(() => {
      const first = panel.context.model.toString().split('\n', 1)[0];
      const count = (mark) => first.split(mark).length;
      const best = MARKS.reduce((one, other) => (count(other) > count(one) ? other : one));
      if (count(best) === 1) return;
      viewer.delimiter = best;
      const choice = panel.node.querySelector('.jp-CSVDelimiter select');
      if (choice) choice.value = best;
    });
  });
}
