"""What people read: views of a case and an outlook, charts, the report page, and the same as data."""
