"""Who works in the studio, what they may do there, and the mail they get."""
