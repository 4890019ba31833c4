// What is said when the server no longer answers.

export const GONE =
  'Server berhenti, jadi sel tidak bisa dijalankan dan pekerjaan tidak tersimpan. ' +
  'Biarkan halaman ini terbuka dan jalankan Mulai atau start.py lagi.';
const CLASS_GONE =
  'Kelas sedang tidak tersambung, jadi sel tidak bisa dijalankan dan pekerjaan belum tersimpan. ' +
  'Biarkan halaman ini terbuka; kalau lama, panggil pelatih.';
const ASLEEP = 'Ruangmu tadi tidur karena lama diam, dan sekarang dibangunkan. Tunggu sebentar.';
export const AWAKE = 'Ruangmu sudah bangun, dan yang tersimpan masih ada. Jalankan lagi selnya dari atas.';
export const BACK = 'Server sudah jalan lagi. Jalankan lagi selnya dari atas.';
/** What to do where nothing can be saved; in a class the server is not the learner's. */
export const remedy = (inClass) =>
  inClass
    ? 'Biarkan halaman ini terbuka, lalu simpan sekali lagi sebentar lagi; kalau tetap gagal, panggil pelatih.'
    : 'Jalankan Mulai atau start.py lagi, lalu simpan sekali lagi.';
const EVERY = 5000; // milliseconds
const SOON = 1000;

/**
 * Ask the server now and then whether it is there; `warn` gets a sentence, or '' once it is back.
 * In a class `wake` is the address that wakes a room which sleeps. `back` is called when a server that was not there is.
 * Gives a function that asks at once and tells how it stands: `there`, `gone` or `asleep`.
 */
export function watchServer(base, warn, wake, back) {
  let before = 'there';
  let due = setTimeout(look, EVERY);
  let asked = null;
  let coming = null;
  const comeBack = (ready) => {
    coming ??= ready
      .then(back)
      .catch(() => (before = 'gone')) // once more, when it is there the next time
      .finally(() => (coming = null));
  };
  async function tell() {
    clearTimeout(due);
    const was = before;
    const now = await standing(`${base}api`, wake);
    show(now);
    if (was !== 'there' && now === 'there') comeBack(inSight());
    if (now === 'asleep' && (await comeIn(wake, `${base}beranda`))) {
      show('there');
      comeBack(Promise.resolve());
    }
    due = setTimeout(look, before === 'asleep' ? SOON : EVERY);
    return now;
  }
  function show(now) {
    if (now === before) return;
    before = now;
    document.body.classList.toggle('sinau-tanpa-server', now !== 'there');
    warn({ there: '', asleep: ASLEEP, gone: wake ? CLASS_GONE : GONE }[now]);
  }
  function look() {
    asked ??= tell().finally(() => (asked = null));
    return asked;
  }
  document.addEventListener('visibilitychange', () => document.hidden || look()); // a phone was taken up again
  return look;
}

/** Say a save or a reading that fails for want of a server in the bar, and anything else in Lab's dialog. */
export function tellOnce(notebooks, look) {
  notebooks.widgetAdded.connect((_, { context }) => {
    const dialog = context._handleError?.bind(context);
    context._handleError = async (error, title) => ((await look()) === 'there' ? dialog?.(error, title) : undefined);
  });
}

/** Once somebody looks at this page: one that is left open somewhere begins nothing. */
function inSight() {
  return new Promise((done) => {
    const look = () => document.hidden || done(document.removeEventListener('visibilitychange', look));
    document.addEventListener('visibilitychange', look);
    look();
  });
}

/**
 * Open a page of the room unseen, by the way that wakes it and on which the room asks the hub anew who is there;
 * whether that page was reached.
 */
function comeIn(wake, page) {
  const src = `${wake}?next=${encodeURIComponent(new URL(page, location.href).pathname)}`;
  const frame = Object.assign(document.createElement('iframe'), { hidden: true, src });
  document.body.append(frame);
  return new Promise((done) => {
    frame.addEventListener('load', () => {
      done(frame.contentDocument?.querySelector('form[aria-label="Jalur belajar"]') != null);
      frame.remove();
    }, { once: true });
  });
}

/** `there`, `gone`, or in a class, where the hub answers for a room that sleeps, `asleep`. */
async function standing(address, wake) {
  try {
    const answer = await fetch(address, { cache: 'no-store', credentials: 'same-origin', redirect: 'manual' });
    return wake && !answer.ok ? 'asleep' : 'there'; // this address asks nobody who they are
  } catch {
    return 'gone';
  }
}
