"""How fast the site is built and searched, beside its peers in the same run: `make bench`."""
