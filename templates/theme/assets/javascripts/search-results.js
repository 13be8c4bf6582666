// The results. They are a plain list of links and not a listbox: an option may hold no heading and
// no links to its parts, and links are read, listed, copied and opened in a tab as everywhere else.
import { element, offer } from "./search-elements.js";
import { different, excerpt, firstText, joined, kindOf, LABELS, partsOf } from "./search-parts.js";
import { tokensOfPage } from "./search-query.js";

const RESULTS = 10;
const PARTS = 3;
const SECTIONS = { people: "People", topics: "Topics" };

// The first things as items and, where there are more, a button in whose place the next come.
const stepwise = async (things, first, step, label, itemOf) => {
  const items = await Promise.all(things.slice(0, first).map(itemOf));
  const left = things.slice(first);
  if (!left.length) return items;
  const showMore = async () => {
    const next = await stepwise(left, step, step, label, itemOf);
    more.replaceWith(...next);
    next[0].querySelector("a").focus();
  };
  const more = element("li", {}, offer(label(left.length), showMore));
  return [...items, more];
};

// What the page is to mark: each word, but of phrases the whole.
const foundTexts = ({ words, runs }, tokens) => {
  const inRuns = new Set(runs.flat());
  return {
    words: [...new Set(words.filter((at) => !inRuns.has(at)).map((at) => tokens[at]))],
    phrases: [...new Set(runs.map((run) => joined(run.map((at) => tokens[at]))))],
  };
};

// A link that hands over what was found to the page that it leads to.
const foundLink = (href, texts, ...children) => {
  const link = element("a", { href }, ...children);
  link.addEventListener("click", () => {
    if (link.pathname !== location.pathname) {
      window.__md_set("__found", { page: link.pathname, texts }, sessionStorage);
      return;
    }
    link.closest("dialog").close();
    import("./search-marks.js").then(({ mark }) => mark(texts));
  });
  return link;
};

const shown = ({ said, about }, kind) => {
  const words = said.length && kind === "quote" ? ["“", ...said, "”"] : said;
  const made = words.length ? [element("span", { class: "find__words" }, ...words)] : [];
  return about.length ? [...made, element("span", { class: "find__about" }, ...about)] : made;
};

// Of what source and year a briefing is, or in which section of the site a list.
const factsOf = (page, parts, tokens) => {
  const [folder] = page.slice(window.__md_scope.pathname.length).split("/");
  if (folder in SECTIONS) return SECTIONS[folder];
  const at = parts.findIndex(({ id }) => id === "source");
  if (at < 0) return "";
  return `${firstText(tokens, parts[at].start, parts[at + 1]?.start)}, ${folder}`;
};

const resultItem = async (result, kinds) => {
  const { url, content, anchors, meta } = await result.data();
  const page = new URL(url, window.__md_scope).pathname;
  const tokens = tokensOfPage(content);
  const texts = foundTexts(result, tokens);
  const parts = anchors
    .map(({ id, element: kind, location: start }) => ({ id, kind, start }))
    .sort((one, other) => one.start - other.start);
  // First those with most of the different words, then those that begin with them.
  const rich = ({ words }) => different(tokens, words);
  const late = ({ start, words }) => words[0] - start;
  const all = partsOf(parts, result.words).sort(
    (one, other) => rich(other) - rich(one) || late(one) - late(other),
  );
  const inside = all.filter(({ kind }) => kind in LABELS && (!kinds.size || kinds.has(kindOf(kind))));
  const partItem = ({ id, kind, start, end, words }) =>
    element(
      "li",
      {},
      foundLink(
        `${page}#${encodeURIComponent(id)}`,
        texts,
        element("span", { class: "find__kind" }, LABELS[kind]),
        " ",
        ...shown(excerpt(tokens, words, start, end), kind),
      ),
    );
  const title = tokensOfPage(meta.title.trim());
  // Where only the title or the facts have the words, what the page is about.
  const about = () => {
    const at = parts.findIndex(({ id }) => id === "summary");
    const summary = at < 0 ? { start: title.length } : { ...parts[at], end: parts[at + 1]?.start };
    const best = all.find(({ id }) => id && !["top", "source", "summary"].includes(id));
    const { start, end } = best ?? summary;
    return excerpt(tokens, result.words, start, end);
  };
  const label = (left) => `and ${left} more`;
  const items = await stepwise(inside, PARTS, inside.length, label, partItem);
  return element(
    "li",
    { class: "find__result" },
    element("h3", {}, foundLink(page, texts, joined(title))),
    element("p", { class: "find__facts" }, factsOf(page, parts, tokens)),
    items.length
      ? element("ul", { class: "find__parts" }, ...items)
      : element("p", { class: "find__gist" }, ...shown(about())),
  );
};

// Only what is shown is loaded.
export const resultItems = (results, kinds) =>
  stepwise(results, RESULTS, RESULTS, (left) => `${left} more`, (one) => resultItem(one, kinds));
