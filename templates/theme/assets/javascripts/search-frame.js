// What the dialog is made of, what it says, and how the arrow keys move in it.
import { pageAddress } from "./search-address.js";
import { button, element, offer } from "./search-elements.js";

// Where nothing can be copied, the link is followed to the address that it would copy.
const shareLink = () => {
  const link = element("a", { class: "find__share" }, "Copy link");
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    await navigator.clipboard.writeText(link.href);
    link.textContent = "Link copied";
    setTimeout(() => (link.textContent = "Copy link"), 2000);
  });
  return link;
};

const isLetter = ({ altKey, ctrlKey, key, metaKey }) =>
  key.length === 1 && key !== " " && !altKey && !ctrlKey && !metaKey;

// Whether a key that is pressed elsewhere in the dialog is for its field.
const isForField = (event) =>
  isLetter(event) || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k");

export const makeFrame = () => {
  const input = element("input", {
    class: "find__input",
    placeholder: "Search the briefings",
    "aria-label": "Search the briefings",
    enterkeyhint: "search",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
  });
  const toggle = element(
    "button",
    { class: "find__toggle", type: "button", "aria-controls": "find-filters" },
    "Filter",
  );
  const close = button("Close", {}, () => dialog.close());
  const bar = element("form", { class: "find__bar", role: "search" }, input, toggle, close);
  const panel = element("div", { class: "find__filters", id: "find-filters" });
  const status = element("p", { class: "find__status", role: "status" });
  const chosen = element("ul", { class: "find__chips", "aria-label": "Filters" });
  const list = element("ol", { class: "find__results", "aria-label": "Results" });
  const body = element("div", { class: "find__body" }, panel, list);
  const share = shareLink();
  const show = element("button", { class: "find__show", type: "button" });
  const keys = element("span", { class: "find__keys" }, "↑ ↓ to move, Enter to open, Esc to close");
  const dialog = element(
    "dialog",
    { class: "find", "aria-label": "Search" },
    bar,
    element("div", { class: "find__told" }, status, chosen),
    body,
    element("p", { class: "find__foot" }, show, share, keys),
  );
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // a click beside it
  });
  dialog.addEventListener("keydown", (event) => {
    if (!dialog.open) return; // just closed, its field has the focus for a moment yet
    event.stopPropagation(); // the theme turns pages by keys
    if (event.target !== input && isForField(event)) {
      input.focus();
      if (!isLetter(event) || event.key === "/") {
        event.preventDefault();
        input.select();
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...list.querySelectorAll("a, button")];
    const at = Math.max(0, stops.indexOf(event.target)); // from a filter as from the field
    const next = step && stops[at + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  document.body.append(dialog);
  return { dialog, bar, input, toggle, panel, chosen, status, body, list, show, share };
};

export const results = (count) => (count === 1 ? "1 result" : `${count} results`);

export const foundSentence = (
  { text, shownFor, count, isFiltered, isPartial },
  insist,
  unfilter,
) => {
  const nothing = text ? `Nothing for ‘${text}’` : "Nothing";
  if (shownFor !== undefined) {
    const told = `${nothing}. Showing results for ‘${shownFor}’: ${results(count)}. `;
    return [told, offer(`Search for ‘${text}’ as it stands`, insist)];
  }
  if (isPartial) {
    const told = `Most pages have ‘${text}’: ${results(count)} on the newest. `;
    return [told, offer("Search all pages", insist)];
  }
  if (count) return [results(count)];
  return isFiltered
    ? [`${nothing} with these filters. `, offer("Remove the filters", unfilter)]
    : [`${nothing}. `, ...leads()];
};

const pageLink = (file, name) => element("a", { href: pageAddress(file) }, name);

const leads = () => [
  pageLink("topics/index.html", "Topics"),
  ", ",
  pageLink("people/index.html", "People"),
  " and ",
  pageLink("years.html", "Years"),
  " lead to every briefing.",
];

export const unavailableSentence = () => ["Search is not available here; ", ...leads()];
