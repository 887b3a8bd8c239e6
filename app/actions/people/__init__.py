"""Who works in the studio, what they may do there, and what they are told."""
