"""What riders and data users get: bundles of pages and data, which of them are stale, and scans counted."""
