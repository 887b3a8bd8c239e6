"""What riders ask for: files, served before Flask, and the scans that are counted."""
