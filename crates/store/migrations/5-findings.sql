-- Findings that follow from an incident alone are made anew whenever it is read, and no longer kept.
DELETE FROM findings WHERE incident IS NOT NULL
    AND (code IN ('order.reversed', 'assumed.zone') OR code LIKE 'missing.%');
