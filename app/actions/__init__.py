"""The verbs: one file for each thing that people and jobs do.  They flush and never commit."""
