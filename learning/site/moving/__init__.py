"""From SQLite to PostgreSQL: what would be refused, and the move itself (docs/adr/0047)."""
