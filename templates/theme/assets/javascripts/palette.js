// Sets the chosen colours before the page is painted; Material does the same in an inline script.
(() => {
  const chosen = window.__md_get("__palette");
  let colours = chosen && chosen.color;
  const systems = "(prefers-color-scheme)";
  if (!colours || colours.media === systems) {
    const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const option = document.querySelector(`[data-md-color-media="${systems.slice(0, -1)}: ${scheme})"]`);
    if (!option) return;
    colours = {
      scheme: option.getAttribute("data-md-color-scheme"),
      primary: option.getAttribute("data-md-color-primary"),
      accent: option.getAttribute("data-md-color-accent"),
    };
  }
  for (const [name, value] of Object.entries(colours)) {
    if (name !== "media") document.body.setAttribute(`data-md-color-${name}`, value);
  }
})();
