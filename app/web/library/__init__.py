"""Pages of pictures, 3D assets, scenes and the kit that scenes are built of."""
