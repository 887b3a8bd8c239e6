"""All that is to be translated into a language as one table: out to translators, and back into drafts."""
