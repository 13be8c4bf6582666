"""How fast the site is built and searched, as ratios to peers in the same run: `make bench`."""
