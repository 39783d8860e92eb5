"""What ``make bench`` runs. Not part of the package."""
