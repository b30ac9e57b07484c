-- total
-- p0: string = 'acme/bot'
-- p1: string = 'wandb.'

SELECT
  COUNT(*) AS "count"
FROM feedback AS f
WHERE
  f.project_id = {p0: String} AND startsWith(f.feedback_type, {p1: String})
