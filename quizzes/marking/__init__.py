"""How answers are marked. Pure Python: no Django, no database, no clock.

A question earns 0 to 100 hundredths of a mark, rounded down. kinds.py names the kinds of question; choice.py,
grid.py, sequence.py and typed.py hold a key for each way of answering; scores.py adds up. Every key has

- `best`: an answer that earns full marks;
- `problem(answer)`: why an answer is no answer to this question, or nothing;
- `earned(answer)`: hundredths of a mark; ValueError when there is a problem.
"""
