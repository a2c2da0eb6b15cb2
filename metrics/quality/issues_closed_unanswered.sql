-- title: 问题已办结却没有响应日期
-- kind: 矛盾
-- table: issues
-- why: 办结以前总有第一次响应，缺了它，问题响应天数会漏算这一件。
-- mend: 补填首次响应日期。
SELECT
    issue.source_row,
    issue.region_code,
    issue.line,
    own.title AS subject,
    format('{} 提出，{} 办结', issue.raised_on, issue.closed_on) AS found
FROM placed_issues AS issue
INNER JOIN raw.issues AS own ON own.issue_id = issue.issue_id
WHERE
    issue.closed_on <= issue.as_of
    AND issue.closed_on > issue.last_12
    AND (issue.responded_on IS NULL OR issue.responded_on > issue.closed_on)
