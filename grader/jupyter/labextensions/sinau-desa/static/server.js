// What is said when the server no longer answers.

export const GONE =
  'Server berhenti, jadi sel tidak bisa dijalankan dan pekerjaan tidak tersimpan. ' +
  'Biarkan halaman ini terbuka dan jalankan start.py lagi.';
const CLASS_GONE =
  'Kelas sedang tidak tersambung, jadi sel tidak bisa dijalankan dan pekerjaan belum tersimpan. ' +
  'Biarkan halaman ini terbuka; kalau lama, panggil pelatih.';
const ASLEEP = 'Ruangmu tadi tidur karena lama diam, dan sekarang dibangunkan. Tunggu sebentar.';
/** What to do where nothing can be saved; in a class the server is not the learner's. */
export const remedy = (inClass) =>
  inClass
    ? 'Biarkan halaman ini terbuka, lalu simpan sekali lagi sebentar lagi; kalau tetap gagal, panggil pelatih.'
    : 'Jalankan start.py lagi, lalu simpan sekali lagi.';
const EVERY = 5000; // milliseconds
const SOON = 1000;

/**
 * Ask the server now and then whether it is there; `warn` gets a sentence, or '' once it is back.
 * In a class `wake` is the address that wakes a room which sleeps.
 */
export function watchServer(base, warn, wake) {
  let before = 'there';
  const look = async () => {
    const now = await standing(`${base}api`, wake);
    if (now !== before) {
      before = now;
      document.body.classList.toggle('sinau-tanpa-server', now !== 'there');
      warn({ there: '', asleep: ASLEEP, gone: wake ? CLASS_GONE : GONE }[now]);
    }
    if (now === 'asleep') fetch(wake, { cache: 'no-store' }).catch(() => {});
    setTimeout(look, now === 'asleep' ? SOON : EVERY);
  };
  setTimeout(look, EVERY);
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
