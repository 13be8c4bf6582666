// What is searched for ↔ an address that can be shared: /search/?q=…&topic=…&year=…

const SEARCH = document.querySelector("[data-search]").href;

// The address of a page by its file: a site names its files or, like the search page, its folders.
export const pageAddress = (file) => {
  const path = SEARCH.endsWith(".html") ? file : file.replace(/(?:\/index)?\.html$/u, "/");
  return new URL(path, window.__md_scope);
};

export const GROUPS = {
  topic: "Topic",
  person: "Who is quoted",
  publisher: "Publisher",
  year: "Year",
  kind: "Found in",
  basis: "Basis",
  likelihood: "Likelihood",
};

export const readAddress = (search = "") => {
  const parameters = new URLSearchParams(search);
  const chosen = (group) => [group, new Set(parameters.getAll(group).filter(Boolean))];
  return {
    q: parameters.get("q") ?? "",
    filters: Object.fromEntries(Object.keys(GROUPS).map(chosen)),
  };
};

export const addressOf = ({ q, filters }) => {
  const address = new URL(SEARCH);
  if (q.trim()) address.searchParams.set("q", q.trim());
  for (const [group, chosen] of Object.entries(filters)) {
    for (const value of chosen) address.searchParams.append(group, value);
  }
  return address;
};

export const hasFilters = ({ filters }) => Object.values(filters).some((chosen) => chosen.size);
