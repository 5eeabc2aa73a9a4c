"""Charts as Vega-Lite specifications, drawn to SVG without scripts: one module for each question they answer."""
