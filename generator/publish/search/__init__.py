"""The search index of the site: what search reads of each page becomes Pagefind's bundles."""
