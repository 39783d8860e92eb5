"""Checks of records: are they sound, do they meet expectations, do they agree with gold and with an earlier run."""
