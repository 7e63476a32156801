"""The grammar of figures, in layers: numbers, amounts, periods, comparisons."""
