// Before the page is drawn, so that it does not flash: the theme that was chosen last, else that of the system.
(() => {
  let theme = "";
  try { theme = localStorage.getItem("termkit-theme") || ""; } catch { /* no storage: the system's theme */ }
  if (theme) document.documentElement.dataset.theme = theme;
})();
