"""Pictures and 3D assets: uploaded, checked in a sandbox, built, described, and found again."""
