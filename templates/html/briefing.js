"use strict";
(function () {
  const form = document.querySelector(".filters");
  if (!form) return;
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const boxes = all("input[name=document]", form);
  const theme = form.querySelector("select[name=theme]");
  const open = form.querySelector("button[name=open]");
  const state = form.querySelector(".state");
  const cells = all("td details");

  function filter() {
    const hidden = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    const chosen = theme ? theme.value : "";
    all("[data-document]").forEach((part) => { part.hidden = hidden.has(part.dataset.document); });
    all(".of-theme").forEach((part) => { part.hidden = Boolean(chosen) && part.dataset.theme !== chosen; });
    const shown = [];
    if (hidden.size) shown.push(`${boxes.length - hidden.size} of ${boxes.length} documents`);
    if (chosen) shown.push("one theme");
    const still = hidden.size ? " Sentences and verdicts are still about all of them." : "";
    if (shown.length) {
      state.textContent = `Shown: ${shown.join(", ")}.${still}`;
    } else if (state.textContent) {
      state.textContent = "Everything is shown.";
    }
  }

  function check(checked) {
    boxes.forEach((box) => { box.checked = checked; });
    filter();
  }

  function openOrClose() {
    const opened = cells.some((cell) => !cell.open);
    cells.forEach((cell) => { cell.open = opened; });
  }

  function name() {
    open.textContent = cells.some((cell) => !cell.open) ? "Open every cell" : "Close every cell";
  }

  function reveal() {
    const named = document.querySelector(":target");
    if (!named || !named.closest("[hidden]")) return;
    if (theme) theme.value = "";
    check(true);
    named.scrollIntoView();
  }

  addEventListener("hashchange", reveal);
  boxes.forEach((box) => box.addEventListener("change", filter));
  all("button[name=check]", form).forEach((button) => {
    button.addEventListener("click", () => check(button.value === "all"));
  });
  if (theme) theme.addEventListener("change", filter);
  if (open) {
    open.addEventListener("click", openOrClose);
    cells.forEach((cell) => cell.addEventListener("toggle", name));
    name();
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
  reveal();
})();
