"""Signs that hang or shall hang: kept, surveyed, checked, and inspected on a round."""
