-- total
-- p0: string = 'acme/bot'
-- p1: string = 'wandb.'

SELECT
  COUNT(*) AS "count"
FROM feedback AS f
WHERE
  f.project_id = :p0 AND SUBSTR(f.feedback_type, 1, LENGTH(:p1)) = :p1
