-- title: 办理过程的日期颠倒
-- kind: 矛盾
-- table: issue_steps
-- why: 后一步的日期早于前一步，或早于问题提出，谁经手多久就算不准。
-- mend: 核对办理过程的序号和日期，改正其中一个。
WITH ordered AS (
    SELECT
        step.rowid AS source_row, step.issue_id, step.seq, step.step, step.taken_on,
        lag(step.taken_on) OVER (PARTITION BY step.issue_id ORDER BY step.seq) AS before
    FROM raw.issue_steps AS step
)
SELECT
    step.source_row,
    placed.region_code,
    placed.line,
    own.title AS subject,
    format(
        '第 {} 步{}在 {}，早于{} {}', step.seq, step.step, step.taken_on,
        if(step.taken_on < step.before, '前一步', '提出日期'), greatest(step.before, own.raised_on)
    ) AS found
FROM ordered AS step
INNER JOIN raw.issues AS own ON own.issue_id = step.issue_id
INNER JOIN placed_issues AS placed ON placed.issue_id = step.issue_id
WHERE
    step.taken_on <= placed.as_of
    AND step.taken_on > placed.last_12
    AND (step.taken_on < step.before OR step.taken_on < own.raised_on)
