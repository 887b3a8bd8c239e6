"""What riders and data users get: values for pages, which are stale, the files themselves, and scans counted."""
