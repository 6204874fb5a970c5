"""Reading text: folding, locating, numbers, dates, names, speech."""
