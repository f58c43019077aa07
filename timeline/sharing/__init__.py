"""How the story looks elsewhere: what other sites are told of a page, and the card that is drawn for it."""
