// On every page: opens the search dialog, whose code is loaded only then. Without it, the link
// leads to a page of its own.
const link = document.querySelector("[data-search]");
const isSearchPage = document.getElementById("search-page") !== null;

const open = async (address) => {
  let typed = ""; // until it opens
  const keep = (event) => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey) return;
    typed += event.key;
    event.preventDefault();
    event.stopPropagation();
  };
  const release = () => {
    removeEventListener("keydown", keep, true);
    return typed;
  };
  addEventListener("keydown", keep, true);
  link.ariaBusy = "true";
  try {
    const { openSearch } = await import("./search-dialog.js");
    await openSearch(isSearchPage, address, release);
  } catch {
    release();
    if (!isSearchPage) location.assign(link.href);
  }
  link.ariaBusy = "false";
};

const FIELDS = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])";
document.addEventListener("keydown", (event) => {
  const { altKey, ctrlKey, key, metaKey, shiftKey, target } = event;
  const isShortcut =
    ctrlKey || metaKey ? key.toLowerCase() === "k" && !altKey && !shiftKey : key === "/" && !altKey;
  if (!isShortcut || document.querySelector("dialog[open]")) return;
  if (target.closest(FIELDS) && !target.closest("dialog")) return;
  event.preventDefault();
  open();
});

const openInstead = (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own
  event.preventDefault();
  open();
};
link.role = "button";
link.ariaHasPopup = "dialog";
link.addEventListener("click", openInstead);
link.addEventListener("keydown", (event) => event.key === " " && openInstead(event));

if (isSearchPage) open(location.search);

const led = window.__md_get("__found", sessionStorage);
if (led) {
  window.__md_set("__found", null, sessionStorage);
  if (led.page === location.pathname) {
    import("./search-marks.js").then(({ mark }) => mark(led.texts));
  }
}
