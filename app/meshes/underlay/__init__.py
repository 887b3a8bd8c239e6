"""Underlay: a drawing that lies below the plan of a scene while somebody builds; no part of what is built."""
