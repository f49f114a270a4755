"""Gives the window its look: colours, icons, fonts, one style sheet, in light and dark."""
