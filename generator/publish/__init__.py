"""How pages become a site: MkDocs' plugin, and the commands that build, serve and render."""
