"""The pages of the tables for translators."""
