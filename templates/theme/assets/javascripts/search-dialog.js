// The search dialog: made when it is first opened, and kept as it was left.
import { addressOf, hasFilters, readAddress } from "./search-address.js";
import { answer } from "./search-answer.js";
import { element } from "./search-elements.js";
import { foundSentence, makeFrame, unavailableSentence } from "./search-frame.js";
import { openIndex } from "./search-index.js";
import { KINDS } from "./search-parts.js";
import { resultItems } from "./search-results.js";

const PAUSE = 100; // milliseconds without a key before the search begins

const loadStyle = () =>
  new Promise((resolve) => {
    const href = new URL("../search.css", import.meta.url);
    const style = element("link", { rel: "stylesheet", href });
    style.onload = style.onerror = resolve; // without its looks it still works
    document.head.append(style);
  });

const makeDialog = (isSearchPage) => {
  let state = readAddress();
  let insistedOn; // the text that is to be searched as it stands
  let names = {};
  let turn = 0;
  let timer;

  const nameOf = (group, value) => names[group]?.[value] ?? value;
  const choose = (group, value, isChosen) => {
    state.filters[group][isChosen ? "add" : "delete"](value);
    search();
  };
  const { dialog, bar, input, toggle, panel, chosen, status, list, share } = makeFrame();

  const openFilters = (isOpen) => {
    panel.hidden = !isOpen;
    toggle.ariaExpanded = String(isOpen);
  };
  const insist = () => {
    insistedOn = state.q;
    input.focus();
    search();
  };
  const unfilter = () => {
    state.filters = readAddress().filters;
    input.focus();
    search();
  };

  // From now on, what is shown does not belong to what is asked.
  const begin = () => {
    clearTimeout(timer);
    list.ariaBusy = "true";
    turn += 1;
    return turn;
  };

  const search = async () => {
    const mine = begin();
    const text = state.q.trim();
    const isFiltered = hasFilters(state);
    const isAsked = text !== "" || isFiltered;
    share.href = addressOf(state);
    share.hidden = !isAsked;
    if (isSearchPage) history.replaceState(null, "", share.href);
    const isStale = () => mine !== turn;
    let items = [];
    let chips = [];
    let sentence = [];
    try {
      const index = await openIndex();
      const isCounted = isFiltered || !panel.hidden;
      const how = { isInsistedOn: insistedOn === state.q, isWhole: isCounted };
      const answered = isAsked || isCounted ? await answer(index, text, how) : { found: [] };
      let { found } = answered;
      if (isCounted) {
        const filters = await import("./search-filters.js");
        const [facets, called] = await Promise.all([index.facets(), index.names()]);
        if (isStale()) return;
        names = { ...called, kind: KINDS };
        const { passing, counts } = filters.filtered(found, state.filters, facets);
        const shown = { counts, filters: state.filters, nameOf, choose };
        filters.showFilters(panel, shown);
        chips = filters.chips(shown);
        found = passing;
      }
      if (isStale()) return;
      if (isAsked) {
        items = await resultItems(found, state.filters.kind);
        const told = { ...answered, text, count: found.length, isFiltered };
        sentence = foundSentence(told, insist, unfilter);
      }
    } catch {
      sentence = unavailableSentence();
    }
    if (isStale()) return;
    chosen.replaceChildren(...chips);
    status.replaceChildren(...sentence);
    list.replaceChildren(...items);
    list.ariaBusy = "false";
  };

  toggle.addEventListener("click", () => {
    openFilters(panel.hidden);
    search();
  });
  input.addEventListener("input", () => {
    begin();
    state.q = input.value;
    timer = setTimeout(search, PAUSE);
  });
  bar.addEventListener("submit", async (event) => {
    event.preventDefault();
    await search();
    list.querySelector("a")?.focus();
  });

  openFilters(false);
  return (address, typed) => {
    if (address !== undefined) state = readAddress(address);
    if (typed) state.q = typed;
    // On a phone they would stand before the results; the chips are enough there.
    if (hasFilters(state) && matchMedia("(min-width: 52rem)").matches) openFilters(true);
    input.value = state.q;
    dialog.showModal();
    if (!typed) input.select();
    return search();
  };
};

let open;

// `address` is what follows the question mark, where an address was followed to here; `typed` tells
// what was typed in the meantime.
export const openSearch = async (isSearchPage, address, typed) => {
  if (!open) {
    await loadStyle();
    open ??= makeDialog(isSearchPage);
  }
  await open(address, typed());
};
