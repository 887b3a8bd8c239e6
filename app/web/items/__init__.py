"""Pages on which stations and plannings are added, moved, ordered and archived, one or several at once."""
