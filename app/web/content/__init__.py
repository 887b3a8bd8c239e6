"""Pages on which stations and plannings are written, previewed, remarked on, approved and published."""
