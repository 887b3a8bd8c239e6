"""Scenes of kit parts as they are made in the editor: working copies, steps and their undoing, saving, and checks."""
