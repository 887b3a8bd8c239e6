"""Signs as things to print: their codes as pictures."""
