"""Pages of what is printed: orders with their files, and print shops."""
