"""Pages of the sign keeper: signs, checks, surveys and inspection rounds."""
