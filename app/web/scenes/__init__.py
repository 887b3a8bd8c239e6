"""The scene editor: its page, the steps that are taken on it, and what is drawn of them meanwhile."""
