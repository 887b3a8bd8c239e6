"""Tables in and out of the records of the exchange format, what differs between two, and files read in the sandbox."""
