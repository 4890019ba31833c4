"use strict";
// No crypto.subtle: a page opened from WhatsApp (content://) has none. SHA-256 as in FIPS 180-4.
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
const K = primes.map((p) => fraction(Math.cbrt(p)));
const START = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));

function sha256(text) {
  const data = new TextEncoder().encode(text);
  const padded = new Uint8Array(((data.length + 8) >> 6) * 64 + 64);
  padded.set(data);
  padded[data.length] = 128;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, data.length * 8);
  const h = START.slice();
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  for (let at = 0; at < padded.length; at += 64) {
    const w = Array.from({ length: 16 }, (_, i) => view.getInt32(at + 4 * i));
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2];
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3), s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, k] = h;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25), choice = (e & f) ^ (~e & g);
      const t1 = (k + s1 + choice + K[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22), most = (a & b) ^ (a & c) ^ (b & c);
      [k, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + s0 + most) | 0];
    }
    [a, b, c, d, e, f, g, k].forEach((x, i) => { h[i] = (h[i] + x) | 0; });
  }
  const out = new DataView(new ArrayBuffer(32));
  h.forEach((x, i) => out.setInt32(4 * i, x));
  return new Uint8Array(out.buffer);
}

const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

function opened(question, canon) {
  const key = (part) => sha256([question.salt, canon, part].join("\n"));
  const sealed = question.sealed[hex(key("tanda")).slice(0, 16)];
  if (sealed === undefined) return question.other;
  const data = Uint8Array.from(atob(sealed), (c) => c.charCodeAt(0));
  for (let at = 0; at < data.length; at += 32) {
    const stream = key(String(at / 32));
    for (let i = at; i < Math.min(at + 32, data.length); i++) data[i] ^= stream[i - at];
  }
  return new TextDecoder().decode(data);
}

// "Rp1.250.000", "1_250_000", "0,44", "0.44" and "44%" are all numbers.
function numberIn(text, unit) {
  let t = text.replace(/rp|[\s_]/gi, "");
  const percent = t.endsWith("%");
  if (percent) t = t.slice(0, -1);
  if (t.includes(",")) t = t.replace(/\./g, "").replace(",", ".");
  else if (/^[-+]?[1-9]\d{0,2}(\.\d{3})+$/.test(t)) t = t.replace(/\./g, "");
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(t)) return NaN;
  return percent && !unit.includes("%") ? Number(t) / 100 : Number(t);
}

const AROUND = " \t\r\n.,:;!?`'\"“”‘’";
function canonOf(question, answer) {
  if (question.kind === "angka") {
    const value = numberIn(answer, question.unit);
    return Number.isNaN(value) ? null : String(Math.floor((value - question.offset) / question.width));
  }
  let from = 0, to = answer.length;
  while (from < to && AROUND.includes(answer[from])) from++;
  while (to > from && AROUND.includes(answer[to - 1])) to--;
  const text = answer.slice(from, to).normalize("NFKC").split(/\s+/).filter(Boolean).join(" ").toLowerCase();
  return text || null;
}

// What is done stays in this browser; where it may not be kept, the page works all the same.
const lesson = document.body.dataset.lesson;
const place = (id) => "sinau-baca:" + id;
function recall(id) {
  try { return JSON.parse(localStorage.getItem(place(id))) || {}; } catch { return {}; }
}
function keep(id, change) {
  try { localStorage.setItem(place(id), JSON.stringify(Object.assign(recall(id), change))); } catch { /* private */ }
}

function answerTo(section, question, answer) {
  const result = section.querySelector(".hasil");
  const canon = canonOf(question, answer);
  if (canon === null) {
    result.textContent = question.kind === "angka" ? "Tulis sebuah angka, misalnya 1.250.000 atau 0,25." : "Tulis dulu jawabanmu.";
    return;
  }
  result.innerHTML = opened(question, canon);
  for (const button of section.querySelectorAll("[data-answer]"))
    button.setAttribute("aria-pressed", String(button.dataset.answer === answer));
}

for (const section of document.querySelectorAll(".soal")) {
  const question = JSON.parse(section.dataset.question);
  const name = "soal:" + section.dataset.name;
  const field = section.querySelector("input");
  const give = (answer) => { answerTo(section, question, answer); keep(lesson, { [name]: answer }); };
  for (const button of section.querySelectorAll("[data-answer]"))
    button.addEventListener("click", () => give(button.dataset.answer));
  section.querySelector("form")?.addEventListener("submit", (event) => { event.preventDefault(); give(field.value); });
  const before = recall(lesson)[name];
  if (typeof before === "string") {
    if (field) field.value = before;
    answerTo(section, question, before);
  }
}

document.querySelectorAll(".tebakan").forEach((section, number) => {
  const field = section.querySelector("textarea"), name = "tebakan:" + number;
  field.value = recall(lesson)[name] || "";
  field.addEventListener("change", () => {
    keep(lesson, { [name]: field.value });
    section.querySelector(".status").textContent = "Tersimpan. Lanjutkan ke bawah, lalu bandingkan.";
  });
});

for (const cell of document.querySelectorAll(".sel")) {
  const ranges = [...cell.querySelectorAll("input[type=range]")];
  const show = (range, shown) => {
    const value = range.dataset.values.split("|")[range.value], steps = document.getElementById(range.dataset.for);
    range.setAttribute("aria-valuetext", value);
    range.previousElementSibling.textContent = value;
    steps.hidden = !shown;
    [...steps.children].forEach((step, n) => { step.hidden = n !== Number(range.value); });
  };
  for (const range of ranges)
    range.addEventListener("input", () => {
      for (const other of ranges) {
        if (other !== range) other.value = other.dataset.start;
        show(other, other === range);
      }
    });
}

for (const picture of document.querySelectorAll(".sel img")) {
  const button = document.createElement("button"), note = document.createElement("small"), frame = document.createElement("div");
  button.type = "button";
  button.className = "gambar";
  button.setAttribute("aria-expanded", "false");
  note.textContent = "Ketuk gambar untuk memperbesar";
  picture.replaceWith(frame);
  button.append(picture, note);
  frame.append(button);
  button.addEventListener("click", () => {
    const large = frame.classList.toggle("besar");
    button.setAttribute("aria-expanded", String(large));
    note.textContent = large ? "Ketuk lagi untuk mengecilkan" : "Ketuk gambar untuk memperbesar";
  });
}

for (const table of document.querySelectorAll(".lebar")) {
  const note = document.createElement("small");
  note.className = "lebih";
  note.textContent = "Geser tabel ke samping: masih ada kolom →";
  table.before(note);
  new ResizeObserver(() => { note.hidden = table.scrollWidth <= table.clientWidth; }).observe(table);
}

document.querySelector("[data-done]")?.addEventListener("click", () => keep(lesson, { selesai: true }));

const road = [...document.querySelectorAll("[data-road]")];
for (const entry of road) {
  const known = recall(entry.dataset.road), mark = entry.querySelector(".tanda");
  if (known.selesai) { mark.textContent = "✔"; mark.setAttribute("aria-label", "selesai"); }
}
const next = road.find((entry) => !recall(entry.dataset.road).selesai);
const onward = document.getElementById("lanjutkan");
if (onward && next && next !== road[0]) {
  onward.href = next.getAttribute("href");
  onward.textContent = "Lanjutkan: " + next.children[1].textContent;
}
