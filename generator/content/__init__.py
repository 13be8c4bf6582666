"""What a briefing is: YAML text in, a Library of checked briefings out."""
