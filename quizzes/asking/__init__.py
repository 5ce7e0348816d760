"""How each kind of question is put to a learner, and read from what the browser sends.

A *given* answer is what marking takes, and what is stored: keys of the question version. What is *sent* is the same in
the random ids of one attempt, which are all that the browser sees. A shape knows, for one question of an attempt, the
fields of its form, both ways between the two, and the words that say an answer.
"""
