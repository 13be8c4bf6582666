// The filters: which results pass them, how many each value would give, and how they look.
import { GROUPS } from "./search-address.js";
import { button, element, offer } from "./search-elements.js";
import { partsOf } from "./search-parts.js";

const SHOWN = 7; // values of a group, before all are asked for
const SCALE = [
  "almost no chance",
  "very unlikely",
  "unlikely",
  "roughly even chance",
  "likely",
  "very likely",
  "almost certain",
];

// Values of one group widen, groups narrow. A group is counted as if nothing were chosen in it.
export const filtered = (found, filters, facets) => {
  const groups = Object.keys(GROUPS);
  const counts = Object.fromEntries(groups.map((group) => [group, new Map()]));
  const passing = found.filter(({ id, words }) => {
    const { values, parts } = facets.get(id);
    // Where the words stand or, without words, what there is.
    const inside = words.length ? partsOf(parts, words) : parts;
    const all = { ...values, kind: [...new Set(inside.map(({ kind }) => kind).filter(Boolean))] };
    const failed = groups.filter(
      (group) => filters[group].size && !all[group].some((value) => filters[group].has(value)),
    );
    for (const group of groups) {
      if (failed.some((other) => other !== group)) continue;
      for (const value of all[group]) counts[group].set(value, (counts[group].get(value) ?? 0) + 1);
    }
    return !failed.length;
  });
  return { passing, counts };
};

const whole = new Set(); // the groups of which all values are shown

const box = (group, value, { counts, filters, nameOf, choose }) => {
  const input = element("input", { type: "checkbox", name: group, value });
  input.checked = filters[group].has(value);
  input.addEventListener("change", () => choose(group, value, input.checked));
  const name = element("span", {}, nameOf(group, value));
  const number = element("span", { class: "find__count" }, counts[group].get(value) ?? 0);
  return element("label", { class: "find__box" }, input, name, number);
};

// Years and likelihoods have an order of their own; of all else the most frequent comes first.
const inOrder = (group, counts) => (one, other) => {
  if (group === "year") return other.localeCompare(one);
  if (group === "likelihood") return SCALE.indexOf(other) - SCALE.indexOf(one);
  return (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || one.localeCompare(other);
};

const fieldset = (group, shown) => {
  const counts = shown.counts[group];
  const chosen = shown.filters[group];
  const values = [...new Set([...counts.keys(), ...chosen])].sort(inOrder(group, counts));
  const isAll = whole.has(group) || values.length === SHOWN + 1; // no button for one
  const isShown = (value, at) => at < SHOWN || isAll || chosen.has(value);
  const boxes = values.filter(isShown).map((value) => box(group, value, shown));
  const made = element("fieldset", {}, element("legend", {}, GROUPS[group]), ...boxes);
  const rest = values.length - boxes.length;
  const showAll = () => {
    whole.add(group);
    const all = fieldset(group, shown);
    made.replaceWith(all);
    all.querySelectorAll("input")[boxes.length].focus();
  };
  if (rest) made.append(offer(`${rest} more`, showAll));
  return made;
};

// `shown`: the counts, the filters, the names of values, and what a choice does.
export const showFilters = (panel, shown) => {
  const { name, value } = document.activeElement;
  const groups = Object.keys(GROUPS).filter(
    (group) => shown.counts[group].size || shown.filters[group].size,
  );
  panel.replaceChildren(...groups.map((group) => fieldset(group, shown)));
  if (name) panel.querySelector(`[name=${name}][value="${CSS.escape(value)}"]`)?.focus();
};

export const chips = ({ filters, nameOf, choose }) =>
  Object.entries(filters).flatMap(([group, chosen]) =>
    [...chosen].map((value) => {
      const name = nameOf(group, value);
      const label = `Remove the filter ${GROUPS[group]}: ${name}`;
      const remove = () => choose(group, value, false);
      return element("li", {}, button(name, { class: "find__chip", "aria-label": label }, remove));
    }),
  );
