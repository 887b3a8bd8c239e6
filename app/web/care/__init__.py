"""Care for what is published: days on which somebody looks at it again, and sources that are still there."""
