// The one bar: where you are, and the few things there are to do.
import { about, nameOf } from './notebooks.js';

const CALM = 'sinau-tenang';
/** Lab's own bars above and below the page. */
const ROUND = new Set(['jp-menu-panel', 'jp-top-panel', 'jp-bottom-panel']);
const RUN = '▶ Jalankan';
const STOP = '■';
const KEPT = 'sinau-semua-menu';

export class Bar {
  /**
   * `base` is the server's address, `ask` fetches from it, `run` is Lab's action that runs the selected cell and goes on,
   * `isThere` whether the server is there, `remedy` what to do where nothing can be saved,
   * `front` is Beranda.
   */
  constructor({ base, ask, shell, notebooks, documents, run, isThere, remedy, front }) {
    Object.assign(this, { base, ask, shell, notebooks, documents, run, isThere, remedy, front });
    Object.assign(this, { road: [], watched: new WeakSet(), standing: '' });
    this.node = make('div', {});
    this.inner = make('div', { className: 'sinau-bilah', role: 'toolbar', ariaLabel: 'Bilah pelajaran' });
    this.node.append(this.inner);
    this.row = make('div', { className: 'sinau-baris' });
    this.said = make('span', { className: 'sinau-pesan', role: 'status' });
    this.place = make('span', { className: 'sinau-tempat' });
    this.all = this.button('Semua menu', 'Tampilkan atau sembunyikan semua menu JupyterLab', () => this.toggle());
    this.before = this.button('‹ Sebelumnya', 'Ke halaman sebelumnya', () => this.go(-1));
    this.after = this.button('Berikutnya ›', 'Ke halaman berikutnya', () => this.go(1));
    this.start = this.button(RUN, 'Jalankan sel yang dipilih (Shift + Enter)', () => this.runSelected(), 'utama');
    // A button of its own: no click that was meant to run a cell stops the one before.
    this.stop = this.button(STOP, 'Hentikan sel yang sedang berjalan', () => this.kernel?.interrupt());
    this.stop.append(make('span', { className: 'sinau-kata', textContent: ' Hentikan' }));
    this.stop.setAttribute('aria-label', 'Hentikan');
    this.stop.disabled = true;
    this.inner.append(this.row, this.said);
    this.row.append(
      this.button('Beranda', 'Ke halaman awal dengan semua pelajaran', () => this.home()),
      this.start,
      this.stop,
      this.button('Simpan', 'Simpan pekerjaanmu (Ctrl + S)', () => this.save()),
      this.button('Petunjuk', 'Buka petunjuk soal yang terakhir diperiksa', () => this.hint()),
      this.before,
      this.after,
      this.place,
      this.all,
    );
    front.changed = () => this.entitle();
    notebooks.currentChanged.connect(() => this.follow());
    shell.layoutModified?.connect(() => this.keepOpen());
    // Lab names the page after the file, now and then again.
    new MutationObserver(() => this.entitle()).observe(document.querySelector('title'), { childList: true });
    notebooks.widgetAdded.connect((_, panel) => panel.toolbar.setHidden(document.body.classList.contains(CALM)));
    this.calm(this.wantsCalm);
    this.learnRoad();
  }

  /** Whether the rest of JupyterLab stays out of sight, as last chosen in this browser. */
  get wantsCalm() {
    return localStorage.getItem(KEPT) === null;
  }

  button(text, title, action, name = '') {
    const made = make('button', { type: 'button', textContent: text, title, className: name });
    // The cell in which somebody writes keeps its place: a button takes no focus from it by mouse.
    made.addEventListener('mousedown', (event) => event.preventDefault());
    made.addEventListener('click', action);
    return made;
  }

  get panel() {
    return this.notebooks.currentWidget;
  }

  get kernel() {
    return this.panel?.sessionContext.session?.kernel;
  }

  /** With several documents Lab lays out what was open the last time, and forgets what is open now. */
  keepOpen() {
    const lost = this.notebooks.filter((panel) => !panel.isDisposed && !panel.isAttached && panel.context.isReady);
    for (const panel of lost) this.shell.add(panel, 'main');
    if (lost.length > 0) this.shell.activateById(lost[lost.length - 1].id);
  }

  /** Where in the road the open notebook stands, -1 for none. */
  get here() {
    const path = this.panel?.context.path;
    return this.road.findIndex((step) => step.path === path);
  }

  async learnRoad() {
    try {
      const answer = await this.ask(`${this.base}beranda/jalan.json`);
      this.road = answer.ok ? await answer.json() : [];
    } catch {
      this.road = [];
    }
    this.follow();
  }

  follow() {
    const panel = this.panel;
    const show = () => {
      if (panel !== this.panel) return;
      const name = panel && nameOf(about(panel));
      this.place.textContent = name ?? '';
      this.title = name && `${name} · Sinau Desa`;
      this.entitle();
      const at = this.here;
      this.before.disabled = at <= 0;
      this.after.disabled = at < 0 || at + 1 >= this.road.length;
      this.before.title = this.road[at - 1]?.name ?? 'Tidak ada halaman sebelumnya';
      this.after.title = this.road[at + 1]?.name ?? 'Tidak ada halaman berikutnya';
    };
    if (panel) panel.context.ready.then(show);
    show();
    this.watchKernel(panel);
  }

  /** Show whether the notebook in front is at work; Lab's own sign is out of sight. */
  watchKernel(panel) {
    const state = () => {
      if (panel !== this.panel) return;
      const status = panel?.sessionContext.kernelDisplayStatus ?? 'none';
      this.inner.dataset.kernel = status;
      // Of a kernel that was at work when this page came, nothing is known until it answers.
      const silent = status === 'unknown' && this.kernel?.connectionStatus === 'connected';
      this.stop.disabled = status !== 'busy' && !silent;
    };
    if (panel && !this.watched.has(panel)) {
      this.watched.add(panel);
      panel.sessionContext.statusChanged.connect(state);
      panel.sessionContext.connectionStatusChanged.connect(state);
    }
    state();
  }

  entitle() {
    const title = this.front.title ?? this.title;
    if (title && document.title !== title) document.title = title;
  }

  async home() {
    if ((await this.keep()) && (await this.isThere())) await this.front.open();
  }

  async go(step) {
    const next = this.road[this.here + step];
    if (next === undefined || !(await this.isThere())) return;
    this.keep();
    this.documents.openOrReveal(next.path);
  }

  runSelected() {
    const panel = this.panel;
    if (!panel) return this.say('Buka dulu sebuah pelajaran.');
    this.say('');
    const running = this.run(panel.content, panel.sessionContext);
    panel.content.activate(); // not once it has run: by then somebody may be writing elsewhere
    return running;
  }

  async save() {
    if (await this.keep()) this.say(`Tersimpan pukul ${clock()}`);
  }

  /** Save what is unsaved; whether nothing was lost. */
  async keep() {
    const context = this.panel?.context;
    if (!context || context.model.readOnly || !context.model.dirty) return true;
    try {
      await context.save();
      return true;
    } catch {
      this.say(`Belum tersimpan. ${this.remedy}`);
      return false;
    }
  }

  /** Unfold the next hint of the question at or above the selected cell that was checked last. */
  hint() {
    const cells = this.panel?.content.widgets ?? [];
    const at = this.panel?.content.activeCellIndex ?? 0;
    const order = [...cells.slice(at, at + 2), ...cells.slice(0, at).reverse()];
    const shown = order.map((cell) => cell.node.querySelector('.sinau-periksa')).find(Boolean);
    const fold = shown && [...shown.querySelectorAll('details')].find((one) => !one.open);
    if (!shown) return this.say('Jalankan dulu sel periksa(...). Petunjuknya muncul di bawah sel itu.');
    if (!fold) return this.say('Semua petunjuk soal ini sudah terbuka.');
    fold.open = true;
    fold.scrollIntoView({ block: 'nearest' });
    return this.say('');
  }

  toggle() {
    const calm = !document.body.classList.contains(CALM);
    if (calm) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, 'ya');
    this.calm(calm);
  }

  calm(wanted) {
    document.body.classList.toggle(CALM, wanted);
    this.all.setAttribute('aria-pressed', String(!wanted));
    // With several documents Lab puts the menus elsewhere: they have to be there when it does.
    if (!wanted) this.hideRound(false);
    this.shell.mode = wanted ? 'single-document' : 'multiple-document';
    if (wanted) this.hideRound(true);
    this.notebooks.forEach((panel) => panel.toolbar.setHidden(wanted));
    if (wanted) {
      this.shell.collapseLeft();
      this.shell.collapseRight();
    } else {
      this.shell.expandLeft();
    }
    // On the right Lab shows nothing to a learner in any case.
    if (this.shell.isSideTabBarVisible('left') === wanted) this.shell.toggleSideTabBarVisibility('left');
    if (wanted && this.shell.isSideTabBarVisible('right')) this.shell.toggleSideTabBarVisibility('right');
  }

  hideRound(hidden) {
    for (const part of this.shell.layout) if (ROUND.has(part.id)) part.setHidden(hidden);
  }

  /** One sentence, seen and read out, until the next; after it the one that stays, if there is one. */
  say(sentence) {
    this.said.textContent = sentence || this.standing;
    this.said.tabIndex = this.said.scrollHeight > this.said.clientHeight ? 0 : -1; // to scroll what has no room
    this.said.classList.remove('baru');
    void this.said.offsetWidth; // begins the highlight again
    this.said.classList.toggle('baru', sentence !== '');
  }

  /** A sentence with a button that does what is offered. */
  offer(sentence, name, action) {
    this.say(`${sentence} `);
    const button = this.button(name, name, () => {
      action();
      this.say('');
    });
    this.said.append(button);
  }

  /** A sentence that stays until it is taken back with ''. */
  warn(sentence) {
    this.standing = sentence;
    this.inner.classList.toggle('sinau-gawat', sentence !== '');
    this.say(sentence);
  }
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function clock() {
  return new Date().toLocaleTimeString('id-ID', { hour: '2-digit', minute: '2-digit' });
}
