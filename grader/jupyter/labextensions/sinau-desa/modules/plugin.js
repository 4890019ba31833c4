// The plugin that JupyterLab starts: calm cells, and the one bar with its road.
import { keepStill } from './cells.js';
import { showWhole } from './view.js';
import { Bar } from './bar.js';
import { offerHand } from './hand.js';
import { Home } from './home.js';
import { offerKeys } from './keys.js';
import { nameButtons, nameParts } from './names.js';
import { followHistory, keepFew, nameTabs, renewKernels, saveOnLeaving, startEarly } from './notebooks.js';
import { tellFiles, writeReadouts } from './numbers.js';
import { offerFirstText } from './restore.js';
import { patient } from './runs.js';
import { saveOneByOne } from './saves.js';
import { AWAKE, BACK, remedy, tellOnce, watchServer } from './server.js';
import { offerSharing } from './share.js';
import { readTables } from './tables.js';
import { oneTabEach } from './tabs.js';

/** The plugins; `packageOf` gives a package of JupyterLab's. */
export async function plugins(packageOf) {
  const { INotebookCellExecutor, INotebookTracker, NotebookActions, runCell } = await packageOf('@jupyterlab/notebook');
  const { IDocumentManager } = await packageOf('@jupyterlab/docmanager');
  const { IConnectionLost, ILabShell } = await packageOf('@jupyterlab/application');
  const { Widget } = await packageOf('@lumino/widgets');
  const { PageConfig } = await packageOf('@jupyterlab/coreutils');
  const { ServerConnection } = await packageOf('@jupyterlab/services');
  // As Lab asks: a hub for a class takes the cookie alone for another site's.
  const ask = (address, init = {}) => ServerConnection.makeRequest(address, init, ServerConnection.makeSettings());
  let say = () => {};
  let look = async () => 'there';
  return [
    {
      id: 'sinau-desa:sel', // in place of Lab's own, which is there if this extension does not load
      autoStart: true,
      provides: INotebookCellExecutor,
      activate: () => patient(runCell, (sentence) => say(sentence)),
    },
    {
      id: 'sinau-desa:server', // the bar says it: no dialog of Lab's lies over that
      autoStart: true,
      provides: IConnectionLost,
      activate: () => () => look(),
    },
    {
      id: 'sinau-desa:jalan',
      autoStart: true,
      requires: [INotebookTracker, IDocumentManager, ILabShell],
      activate: (app, notebooks, documents, shell) => {
        const base = PageConfig.getBaseUrl();
        const [hub, user] = ['hubPrefix', 'hubUser'].map((name) => PageConfig.getOption(name));
        const wake = user && `${hub}spawn/${user}`; // a class has rooms that sleep
        const run = NotebookActions.runAndAdvance;
        const isThere = async () => (await look()) === 'there';
        const front = new Home(base, ask, documents);
        const bar = new Bar({ base, ask, shell, notebooks, documents, run, isThere, remedy: remedy(wake), front });
        say = (sentence) => bar.say(sentence);
        const widget = new Widget({ node: bar.node });
        widget.id = 'sinau-bilah';
        shell.add(widget, 'header');
        new ResizeObserver(() => giveRoom(widget, bar)).observe(bar.inner);
        // Lab puts back the side bars that were open before.
        app.restored.then(() => bar.calm(bar.wantsCalm));
        nameButtons();
        keepStill(notebooks, say);
        nameParts(notebooks);
        showWhole(notebooks, NotebookActions);
        nameTabs(notebooks);
        saveOneByOne(notebooks);
        startEarly(app, notebooks, (address, told) =>
          ask(base + address, { method: 'POST', body: JSON.stringify(told) }),
        );
        keepFew(app, notebooks, oneTabEach(notebooks, documents.services.contents));
        offerFirstText(notebooks, NotebookActions, (...what) => bar.offer(...what));
        followHistory(base, documents);
        saveOnLeaving(notebooks);
        writeReadouts(notebooks);
        tellFiles();
        readTables(shell);
        offerSharing(notebooks, ask, say);
        const back = async () => {
          bar.learnRoad(); // this page may have come without it
          if (await renewKernels(app, notebooks)) bar.say(wake ? AWAKE : BACK);
        };
        look = watchServer(base, (said) => bar.warn(said), wake, back);
        tellOnce(notebooks, look);
        offerHand(bar, base, ask);
        offerKeys(notebooks);
      },
    },
  ];
}

/** Lab's layout asks for heights in pixels; the bar has as many rows as its buttons need. */
function giveRoom(widget, bar) {
  widget.node.style.minHeight = `${bar.inner.offsetHeight}px`;
  widget.parent.fit();
}
