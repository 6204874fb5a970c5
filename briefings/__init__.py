"""Briefings: a static briefing site whose every claim is borne out by the words of a source."""
