// The search dialog: made when it is first opened, and kept as it was left.
import { addressOf, hasFilters, readAddress } from "./search-address.js";
import { answer } from "./search-answer.js";
import { element } from "./search-elements.js";
import { foundSentence, makeFrame, results, unavailableSentence } from "./search-frame.js";
import { openIndex } from "./search-index.js";
import { KINDS } from "./search-parts.js";
import { resultItems } from "./search-results.js";

const PAUSE = 100; // milliseconds without a key before the search begins
const LATE = 300; // milliseconds until it is said that one is searching

const HINT = "Words, names, or a “phrase” in quotation marks";

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
  let turn = 0;
  let timer;
  let shownFor; // the address of what is shown

  const choose = (group, value, isChosen) => {
    state.filters[group][isChosen ? "add" : "delete"](value);
    search();
  };
  const { dialog, bar, input, toggle, panel, chosen, status, body, list, show, share } =
    makeFrame();

  const openFilters = (isOpen) => {
    panel.hidden = !isOpen;
    toggle.ariaExpanded = String(isOpen);
    body.scrollTop = 0;
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

  const narrowed = async (index, all) => {
    const [filters, facets, called] = await Promise.all([
      import("./search-filters.js"),
      index.facets(),
      index.names(),
    ]);
    const names = { ...called, kind: KINDS };
    const nameOf = (group, value) =>
      Object.hasOwn(names[group] ?? {}, value) ? names[group][value] : value;
    const { passing, counts } = filters.filtered(all, state.filters, facets);
    const shown = { counts, filters: state.filters, nameOf, choose };
    const showFilters = () => filters.showFilters(panel, shown);
    return { found: passing, chips: filters.chips(shown), showFilters };
  };

  // What is to be shown for what is asked now.
  const look = async (text, isFiltered) => {
    const index = await openIndex();
    const isAsked = text !== "" || isFiltered;
    const isCounted = isFiltered || !panel.hidden;
    if (!isAsked && !isCounted) return { sentence: [HINT] };
    const how = { isInsistedOn: insistedOn === state.q, isWhole: isCounted };
    const { found: all, ...answered } = await answer(index, text, how);
    const { found, ...view } = isCounted ? await narrowed(index, all) : { found: all };
    if (!isAsked) return view;
    const told = { ...answered, text, count: found.length, isFiltered };
    const items = await resultItems(found, state.filters.kind);
    return { ...view, items, count: found.length, sentence: foundSentence(told, insist, unfilter) };
  };

  // A chip that is removed hands the focus on to the next one.
  const showChips = (chips) => {
    const at = [...chosen.children].findIndex((one) => one.contains(document.activeElement));
    chosen.replaceChildren(...chips);
    if (at >= 0) (chips[at] ?? chips.at(-1))?.querySelector("button").focus();
    if (at >= 0 && !chips.length) input.focus();
  };

  // What is new begins at its top; on a phone the filters that are open stay where they are.
  const showTop = () => {
    if (shownFor === share.href) return;
    shownFor = share.href;
    list.scrollTop = 0;
    if (panel.hidden) body.scrollTop = 0;
  };

  const search = async () => {
    const mine = begin();
    const text = state.q.trim();
    const isFiltered = hasFilters(state);
    share.href = addressOf(state);
    share.hidden = !text && !isFiltered;
    if (isSearchPage) history.replaceState(null, "", share.href);
    timer = setTimeout(() => status.replaceChildren("Searching…"), LATE);
    const view = await look(text, isFiltered).catch(() => ({ sentence: unavailableSentence() }));
    if (mine !== turn) return;
    clearTimeout(timer);
    view.showFilters?.();
    const { chips = [], sentence = [], items = [] } = view;
    showChips(chips);
    status.replaceChildren(...sentence);
    list.replaceChildren(...items);
    toggle.textContent = chips.length ? `Filter (${chips.length})` : "Filter";
    show.textContent = view.count ? `Show ${results(view.count)}` : "Done";
    showTop();
    list.ariaBusy = "false";
  };

  toggle.addEventListener("click", () => {
    openFilters(panel.hidden);
    search();
  });
  show.addEventListener("click", () => {
    openFilters(false);
    (list.querySelector("a") ?? input).focus();
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
