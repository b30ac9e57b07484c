-- total
-- p0: string = 'acme/bot'
-- p1: string = 'wandb.'

SELECT
  COUNT(*) AS "count"
FROM feedback AS f
WHERE
  f.project_id = %(p0)s AND STARTS_WITH(f.feedback_type, CAST(%(p1)s AS TEXT))
