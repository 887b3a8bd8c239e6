"""Pages on which people sign in, keep their own account, and are given their tasks."""
