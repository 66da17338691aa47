-- As the migration of this number for Postgres, which keeps every version of a row until it is swept:
-- there facts are written once a transaction. SQLite writes in place, so nothing changes here.
SELECT 1;
