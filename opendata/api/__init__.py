"""The read API: each kind of entry, and what has no list, at `/api/v1/`, on the filters and the columns of the lists.

A request goes this way: `views` reads what is asked (`asking`), a resource finds it (`resources`, for kinds, `tables`
for the rest), and answers with the columns that are declared in `<app>/columns.py`. What goes wrong is told in one
form (`problems`). `schema` describes all that in OpenAPI, from the same declarations.
"""
