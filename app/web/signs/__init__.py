"""Pages of the sign keeper: signs, checks, surveys, inspection rounds, print orders and print shops."""
