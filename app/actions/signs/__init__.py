"""Printed signs: kept, surveyed, checked, inspected on a round, ordered and printed."""
