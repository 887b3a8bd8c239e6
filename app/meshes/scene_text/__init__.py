"""The text of a scene as an editor changes it: block by block and without loss, compared and merged by part."""
