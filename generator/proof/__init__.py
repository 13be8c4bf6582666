"""A briefing's tie to its source: fingerprints, and whether they hold a quote."""
