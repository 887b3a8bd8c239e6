"""The workshop for 3D: scenes of parametric parts, and models made elsewhere, become GLB, USDZ and posters.

    scene         what somebody writes: read(...) gives a scene, or every fault of its text
    kit           the parametric parts that scenes are made of
    street_section  strips of a street side by side, and the parts of the kit that they become along an axis
    drafting      what an editor must know of a scene while somebody makes it
    upload        takes in what was made elsewhere
    building      build(...) makes the files of a planning, build_station(...) those of a station with all its plannings
    built         what comes out of it
    version       scene_hash(...) says whether a build that somebody kept is still good
    poster_files  which posters there are, and what their files are called
    anchor        a scene that AR Quick Look places by a printed code

Nothing is imported here: ``building``, ``usdz`` and ``anchor`` carry USD, and belong into jobs alone.
"""
