"""Tables in and out of the records of the exchange format, and what differs between two of them."""
