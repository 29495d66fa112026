// The page: which view an address shows, language and theme, the keys that hold everywhere.

import { api, currentLanguage, fail, h, isTyping, loadStrings, plainKey, remember, remembered, setLanguage, show, t } from "./base.js";
import { checkView } from "./check.js";
import { compareView } from "./compare.js";
import { conceptView } from "./concept.js";
import { lookupView } from "./lookup.js";
import { reviewView } from "./review.js";

const VIEWS = [
  ["/", "lookup", lookupView],
  ["/check", "check", checkView],
  ["/review", "review", reviewView],
  ["/compare", "compare", compareView],
];
const THEMES = ["", "light", "dark"];

const main = document.getElementById("main");
let session = null;
let leave = null;

/** Go to an address of the page without loading it anew. */
export function go(address, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  draw({ focus: true });
}

function draw({ focus = false } = {}) {
  leave?.();
  leave = null;
  const path = location.pathname;
  const [, name, view] = VIEWS.find(([address]) => address === path) || ["", "concept", conceptView];
  document.title = name === "lookup" ? "termkit" : `${t(`view.${name}`)} – termkit`;
  show(document.getElementById("nav"), VIEWS.map(([address, each]) =>
    h("a", { href: address, "data-route": true, "aria-current": each === name || (each === "lookup" && name === "concept") ? "page" : null }, t(`view.${each}`))),
    session?.aligned ? h("a", { href: "/align" }, t("view.align")) : null);
  main.className = `view-${name}`;
  leave = view(main, session, go) || null;
  if (focus && !main.contains(document.activeElement)) main.focus({ preventScroll: true });
  if (focus) scrollTo(0, 0);
}

function frame() {
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = t(each.dataset.say);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", t(each.dataset.label));
  const other = currentLanguage() === "zh" ? "en" : "zh";
  const language = document.getElementById("language");
  language.textContent = other === "zh" ? "中文" : "English";
  language.lang = other;
  language.onclick = () => { setLanguage(other); remember("language", other); frame(); draw(); };
  const theme = document.getElementById("theme");
  const now = remembered("theme");
  theme.textContent = `${t("theme.label")}${t("colon")}${t(`theme.${now || "system"}`)}`;
  theme.onclick = () => {
    const next = THEMES[(THEMES.indexOf(remembered("theme")) + 1) % THEMES.length];
    remember("theme", next);
    if (next) document.documentElement.dataset.theme = next;
    else delete document.documentElement.dataset.theme;
    frame();
  };
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-route]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.getAttribute("href"));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || isTyping(event.target) || !plainKey(event)) return;
  event.preventDefault();
  if (location.pathname !== "/") go("/");
  document.getElementById("query")?.focus();
});
addEventListener("popstate", () => draw({ focus: true }));

await loadStrings();
frame();
try {
  session = await api("/api/session");
  draw();
} catch (error) {
  show(main, h("h1", {}, "termkit"), h("p.note.bad", { role: "alert" }, error.message));
  fail(error);
}
document.documentElement.dataset.ready = "1";
