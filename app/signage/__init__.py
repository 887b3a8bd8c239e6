"""Signs as things to print: from a record and its station's words to files that a print shop accepts.

    sheet       how large each kind is, and from how far it is read
    order       what is to be printed: signs with their stations and plannings
    print       made(...) gives proof-read files one after the other
    archive     zipped(...) packs them
    order_sheet what a print shop needs beside them
    request     what a template is given
    typeset     Press: sets type, and draws pictures for previews
    profile     what a printer wants; load(shipped("standard"))
    office      several signs on A4, to try at a desk
    address     what a sign's code says; ``app.qr`` draws it

An order whose words do not fit, or whose codes are not read, is refused with ``faults.Refused``.
"""
