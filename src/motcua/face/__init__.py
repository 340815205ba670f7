"""The face: components, form rendering and the words for dates, time left and money."""
