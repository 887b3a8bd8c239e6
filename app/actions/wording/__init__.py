"""How texts are worded: what may be hard to read, and the words that translations are to use."""
