"""What the files are called that keep the light of a scene, one beside it for each variant."""


def baked_file(variant: str) -> str:
    """Return the name, beside the scene, of what was kept of a variant's bake."""
    return f"baked-{variant}.zip"


def variant_of(file: str) -> str | None:
    """Return the variant whose bake a file keeps, by its name; None for other files."""
    variant = file.removeprefix("baked-").removesuffix(".zip")
    return variant if file == baked_file(variant) else None
