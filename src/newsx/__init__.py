"""Financial news in, data out: tickers, percentages, prices, sums of money and companies."""

__version__ = "0.1.0"
