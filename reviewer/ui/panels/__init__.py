"""The panels left and right of the page, and the bars above and below it."""
