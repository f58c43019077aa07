"""Citations: what an entry is cited as, written for reference managers and for people."""
