"""Questions read from other systems' files, and written for them. Pure Python: no Django, no database.

decoding   bytes → text, or words why not
detect     which format a text is in; reading and writing by the format's name
gift, moodle_xml, aiken, own_json   text → Reading, and items → Written
questions  what all of them speak of
"""
