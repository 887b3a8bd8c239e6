"""What every page of the studio stands in: security, session, errors, forms, labels, languages, help."""
