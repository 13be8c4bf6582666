// Marks on a page what was found in it, until Escape. It comes by sessionStorage and is painted by
// the CSS Custom Highlight API, which adds no element and no style: nothing moves, and the
// Content-Security-Policy holds. `?highlight=` and `#:~:text=` would be shared with the address,
// and the latter takes the place of the anchor and does not heed Escape.
import { trimmed } from "./search-query.js";

const escaped = (text) =>
  trimmed(text)
    .replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")
    .replaceAll("'", "['’]")
    .replaceAll("-", "[-‐‑]");

const pattern = ({ words, phrases }) => {
  const whole = words.map((text) => `(?<![\\p{L}\\p{N}])${escaped(text)}(?![\\p{L}\\p{M}\\p{N}])`);
  const runs = phrases.map((text) => escaped(text).replace(/\s+/gu, "\\s+"));
  return new RegExp([...runs, ...whole].join("|"), "giu");
};

export const mark = (texts) => {
  if (!CSS.highlights || !(texts.words.length || texts.phrases.length)) return;
  const sought = pattern(texts);
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const ranges = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    for (const { 0: found, index: startOffset } of text.data.matchAll(sought)) {
      const start = { startContainer: text, startOffset };
      const end = { endContainer: text, endOffset: startOffset + found.length };
      ranges.push(new StaticRange({ ...start, ...end }));
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && !document.querySelector("dialog[open]")) CSS.highlights.delete("found");
  });
};
