"use strict";
// The room works without this script; with it folders can be dropped, jobs are watched and keys mark answers.
(() => {
  const root = document.body.dataset.akar;
  const find = (selector) => document.querySelector(selector);

  // On a telephone the row of steps is wider than the screen.
  find(".langkah [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

  // --- a job that runs in the server ---
  if ("jalan" in document.body.dataset) {
    const watch = async () => {
      try {
        const job = await (await fetch(root + "pekerjaan")).json();
        if (!job.running) return location.reload();
        const bar = find("#kemajuan");
        if (job.total) {
          bar.max = job.total;
          bar.value = job.done;
          find("#kemajuan-kata").textContent = `${job.done} dari ${job.total}`;
        }
      } catch {
        find("#kemajuan-kata").textContent = "Server tidak menjawab; periksa jendela terminalnya.";
      }
      setTimeout(watch, 700);
    };
    setTimeout(watch, 300);
  }

  // --- the class at this moment ---
  if (find("[data-segar]")) {
    const renew = async () => {
      if (!document.hidden) {
        try {
          const answer = await fetch(location.href);
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          const fresh = page.querySelector("[data-segar]");
          const part = find("[data-segar]");
          // Nothing changes under a hand: a form that is being filled in, a button that is being pressed.
          if (fresh && !part.querySelector("form:focus-within, :active")) part.replaceWith(fresh);
        } catch {
          // The server is away for a moment; the next look may find it.
        }
      }
      setTimeout(renew, 4000);
    };
    setTimeout(renew, 4000);
  }

  // --- files and folders for Masuk ---
  const form = find("#unggahan");
  if (form) {
    const files = (list, path = (file) => file.webkitRelativePath || file.name) =>
      [...list].map((file) => ({ file, path: path(file) }));

    const readAll = async (entry, before) => {
      if (entry.isFile) {
        const file = await new Promise((done, failed) => entry.file(done, failed));
        return [{ file, path: before + file.name }];
      }
      const reader = entry.createReader();
      const found = [];
      for (;;) {
        const some = await new Promise((done, failed) => reader.readEntries(done, failed));
        if (!some.length) return found;
        for (const each of some) found.push(...(await readAll(each, `${before}${entry.name}/`)));
      }
    };

    // Sent in parts, so that one slow request never holds hundreds of files.
    const parts = (chosen) => {
      const found = [[]];
      let size = 0;
      for (const each of chosen) {
        const last = found[found.length - 1];
        if (last.length && (last.length >= 40 || size + each.file.size > 30e6)) {
          found.push([each]);
          size = each.file.size;
        } else {
          last.push(each);
          size += each.file.size;
        }
      }
      return found;
    };

    const send = async (chosen) => {
      const bar = find("#unggah-maju");
      const words = find("#unggah-kata");
      if (!chosen.length) {
        words.textContent = "Pilih atau seret berkas dulu.";
        return;
      }
      for (const button of form.querySelectorAll("button,input")) button.disabled = true;
      bar.hidden = false;
      bar.max = chosen.length;
      bar.value = 0;
      const all = parts(chosen);
      try {
        for (const [at, part] of all.entries()) {
          const data = new FormData();
          data.append("kotak", form.elements.kotak.value);
          data.append("selesai", at === all.length - 1 ? "1" : "0");
          data.append(
            "tentang",
            JSON.stringify(part.map(({ file, path }) => ({ jalur: path, waktu: file.lastModified / 1000 }))),
          );
          for (const { file } of part) data.append("berkas", file, "berkas");
          words.textContent = `Mengunggah ${bar.value} dari ${chosen.length} berkas …`;
          const answer = await fetch(form.action, {
            method: "POST",
            headers: { "X-XSRFToken": document.body.dataset.xsrf },
            body: data,
          });
          if (!answer.ok) throw new Error(answer.statusText);
          bar.value += part.length;
          if (at === all.length - 1 || answer.url.includes("kata=")) {
            location.assign(answer.url);
            return;
          }
        }
      } catch {
        words.textContent = "Unggahan terputus. Muat ulang halaman ini, lalu coba lagi; yang sudah masuk aman.";
      }
    };

    find("#pilih-folder-tempat").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send([...files(find("#pilih-berkas").files), ...files(find("#pilih-folder").files)]);
    });
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("di-atas");
    });
    form.addEventListener("dragleave", () => form.classList.remove("di-atas"));
    form.addEventListener("drop", async (event) => {
      event.preventDefault();
      form.classList.remove("di-atas");
      // Entries have to be taken before the first await: the list is emptied then.
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      const dropped = files(event.dataTransfer.files);
      const found = [];
      for (const entry of entries) found.push(...(await readAll(entry, "")));
      send(entries.length ? found : dropped);
    });
  }

  find("[data-cetak]")?.addEventListener("click", () => print());

  // --- keys for Periksa tulisan ---
  const marking = find("#penilaian");
  if (marking) {
    const score = find("#nilai");
    const words = find("#kata");
    const items = [...marking.querySelectorAll("input[name=butir]")];
    const count = () => {
      const sum = items.filter((item) => item.checked).reduce((all, item) => all + Number(item.dataset.poin), 0);
      score.value = String(Math.min(sum, Number(marking.dataset.paling))).replace(".", ",");
    };
    for (const item of items) item.addEventListener("change", count);
    const add = (text) => {
      words.value = words.value.trim() ? `${words.value.trim()}\n${text}` : text;
    };
    const bank = [...marking.querySelectorAll("[data-kata]")];
    for (const button of bank) button.addEventListener("click", () => add(button.dataset.kata));
    // A second Enter, before the next answer is here, would mark this one twice.
    let sent = false;
    marking.addEventListener("submit", (event) => (sent ? event.preventDefault() : (sent = true)));
    addEventListener("pageshow", () => (sent = false));

    document.addEventListener("keydown", (event) => {
      const writing = event.target === words || event.target === score;
      const digit = Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] ?? 0);
      if (event.altKey && digit) {
        if (bank[digit - 1]) add(bank[digit - 1].dataset.kata);
      } else if (event.key === "Enter" && (event.ctrlKey || !(event.target === words))) {
        if (event.target.closest("a,button,summary")) return;
        marking.requestSubmit();
      } else if (event.key === "Escape" && writing) {
        event.target.blur();
      } else if (writing || event.ctrlKey || event.altKey || event.metaKey) {
        return;
      } else if (digit) {
        items[digit - 1]?.click();
      } else if (event.key === "0") {
        for (const item of items) item.checked = false;
        count();
      } else if (event.key.toLowerCase() === "k") {
        words.focus();
      } else if (event.key.toLowerCase() === "l") {
        find("#lewati")?.click();
      } else if (event.key.toLowerCase() === "j") {
        find("#sebelum")?.click();
      } else if (event.key.toLowerCase() === "z") {
        find("#batalkan")?.click();
      } else {
        return;
      }
      event.preventDefault();
    });
  }
})();
