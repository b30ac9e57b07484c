-- stats
-- p0: string = 'acme/bot'
-- p1: int = 4

SELECT
  COUNT(*) AS "count"
FROM (
  SELECT
    1
  FROM calls AS c
  WHERE
    c.project_id = %(p0)s AND c.deleted_at IS NULL AND c.parent_id IS NULL
  LIMIT %(p1)s
) AS limited
