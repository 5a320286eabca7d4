-- Grain: one row per rule, kind of subject and severity, with the words of its causes: the rules
-- that traceability/contracts/finding_rules.py lists.
{% set tracked = ', though it is tracked by lot.' %}
{% set never = '; nothing says that it is tracked by lot.' %}
{% set note_lot = 'Find the lot in the source documents, enter it in the source system and load it'
    ~ ' again.' %}
{% set mend_time = 'Find out which of the two records has the wrong time or lot, and correct it in'
    ~ ' its source.' %}
{% set without_lot = [
    ('LK-01', 'consumption', 'Work orders used '),
    ('LK-08', 'shipment', 'Deliveries shipped '),
    ('ID-01', 'output', 'Work orders made '),
    ('ID-01', 'receipt', 'Receipts brought '),
    ('ID-01', 'customer_return', 'Customers sent back '),
    ('LK-15', 'transformation', 'Splits, merges or relabellings turned '),
] %}
{% set others = [
    ('LK-02', 'work_order', 'S1', 'Work orders made ', ', and no consumption is recorded.',
        'Book what the work order used, with its lots, and load it again.'),
    ('LK-03', 'work_order', 'S1', 'Closed work orders for ',
        ' used lots, and no output is recorded.',
        'Book what the work order made, with its lots, and load it again.'),
    ('LK-05', 'component', 'S1', 'Work orders made more than their recorded use of ', ' allows.',
        'Book what the work order used of the component, with its lots, and load it again.'),
    ('LK-14', 'lot', 'S3', 'Work orders took lots of ', ' in and gave them out unchanged in number.',
        'Check that the lot was only repacked; a lot that other material went into needs a number'
        ~ ' of its own.'),
    ('LK-19', 'run', 'S1', 'Records used or made ', ' and name no work order.',
        'Find the work order, enter it in the source system and load it again.'),
    ('ID-02', 'lot_code', 'S1', 'One code stands for several lots of ', '.',
        'Ask by item, and have the system that prints the codes give each lot a code of its own.'),
    ('ID-09', 'lot', 'S1', 'Lots of ', ' are on record, and nothing says where they came from.',
        'Find the receipt or the output that brought the lot, or the code that was meant, and'
        ~ ' correct it in its source.'),
    ('TM-01', 'consumption', 'S1', 'Lots of ', ' were used before they were received or made.',
        mend_time),
    ('TM-02', 'shipment', 'S1', 'Lots of ', ' were shipped before they were received or made.',
        mend_time),
    ('QT-09', 'consumption', 'S2', 'Work orders used ', ' by backflush: its lots are guesses.',
        'Have the lot scanned where the item is used.'),
    ('QT-12', 'count', 'S2', 'Lots of ', ' lacked stock against the book.',
        'Find out which work order took the missing stock, and book it there.'),
] %}
{% set rules = [] %}
{% for rule, kind, act in without_lot %}
{% do rules.append((rule, kind, 'S1', act, ' without a lot' ~ tracked, note_lot)) %}
{% do rules.append((rule, kind, 'S2', act, ' without a lot' ~ never, note_lot)) %}
{% endfor %}
{% set rules = rules + others %}
with

rules as (

    {% for rule, kind, severity, before, after, remedy in rules %}
    select
        '{{ rule }}' as rule_id,
        '{{ kind }}' as subject_kind,
        '{{ severity }}' as severity,
        '{{ before }}' as before_item,
        '{{ after }}' as after_item,
        '{{ remedy }}' as remedy
    {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select * from rules
