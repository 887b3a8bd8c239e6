"""The ways in which riders open what a page shows, as they are counted and told."""

VIEW = "3d"  # the 3D view of the page
TRUE = "ar"  # the phone's own AR, in true size
TABLE = "table"  # the phone's own AR, small enough for a table
ON_SITE = "on-site"  # the view on site
WAYS = (VIEW, TRUE, TABLE, ON_SITE)
