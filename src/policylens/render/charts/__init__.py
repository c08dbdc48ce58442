"""Results to charts: Vega-Lite specifications, as plain data that can be kept and drawn later."""
