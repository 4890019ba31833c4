// Beranda in front of the lesson: JupyterLab stays as it is behind it, so that the next lesson opens in this page
// instead of starting JupyterLab anew.

const OPEN = 'sinau-di-beranda';

export class Home {
  /** `base` is the server's address, `ask` fetches from it, `documents` opens a notebook by its path. */
  constructor(base, ask, documents) {
    Object.assign(this, { base, ask, documents, title: null, asked: null });
    /** Called when another page stands in front. */
    this.changed = () => {};
    this.host = Object.assign(document.createElement('div'), { id: 'sinau-beranda', hidden: true });
    this.root = this.host.attachShadow({ mode: 'open' });
    this.root.addEventListener('click', (event) => this.follow(event));
    this.root.addEventListener('submit', (event) => this.send(event));
    document.body.append(this.host);
    // The browser's Back leads from Beranda to the lesson.
    window.addEventListener('popstate', () => {
      if (location.pathname === this.pathOf('beranda')) this.show('beranda');
      else this.close();
    });
  }

  /** Show Beranda as it is now; where that fails, go to its page. */
  async open() {
    const shown = await this.show('beranda');
    if (shown === false) location.assign(`${this.base}beranda`);
    if (shown) history.pushState({}, '', this.pathOf('beranda'));
  }

  close() {
    this.asked = null;
    this.host.hidden = true;
    document.body.classList.remove(OPEN);
    this.title = null;
    this.changed();
  }

  /** An address below the server's, whole. */
  whole(address) {
    return new URL(address, new URL(this.base, location.href));
  }

  pathOf(address) {
    return this.whole(address).pathname;
  }

  /** Show a page of Beranda's; whether it came, or null where another one has been asked for since. */
  async show(address, init) {
    const asked = (this.asked = {});
    const answer = await this.ask(this.whole(address).href, init).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (asked !== this.asked) return null;
    if (!page || !page.querySelector('main')) return false;
    document.activeElement?.blur();
    this.root.replaceChildren(...page.querySelectorAll('style'), page.body);
    this.host.hidden = false;
    this.host.scrollTop = 0;
    document.body.classList.add(OPEN);
    this.title = page.title;
    this.changed();
    return true;
  }

  /** A link: a lesson opens here, a page to read is shown here, all else is the browser's. */
  async follow(event) {
    const link = event.target.closest('a[href]');
    if (!link || link.target || link.download || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { pathname, href } = link;
    const lessons = this.pathOf('doc/tree/');
    if (pathname.startsWith(lessons)) {
      event.preventDefault();
      history.replaceState({}, '', pathname);
      this.documents.openOrReveal(decodeURIComponent(pathname.slice(lessons.length)));
      this.close();
    } else if (pathname.startsWith(this.pathOf('beranda'))) {
      event.preventDefault();
      if ((await this.show(href)) === false) location.assign(href);
    }
  }

  /** A form: its answer is the page anew. */
  async send(event) {
    event.preventDefault();
    const form = event.target;
    const body = new URLSearchParams(new FormData(form, event.submitter));
    if ((await this.show(form.action, { method: 'POST', body })) === false) location.assign(this.pathOf('beranda'));
  }
}
