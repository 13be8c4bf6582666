// What is searched for ↔ an address that can be shared: /search/?q=…&topic=…&year=…

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
  const chosen = (group) => [group, new Set(parameters.getAll(group))];
  return {
    q: parameters.get("q") ?? "",
    filters: Object.fromEntries(Object.keys(GROUPS).map(chosen)),
  };
};

export const addressOf = ({ q, filters }) => {
  const address = new URL("search/", window.__md_scope);
  if (q.trim()) address.searchParams.set("q", q.trim());
  for (const [group, chosen] of Object.entries(filters)) {
    for (const value of chosen) address.searchParams.append(group, value);
  }
  return address;
};

export const hasFilters = ({ filters }) => Object.values(filters).some((chosen) => chosen.size);
