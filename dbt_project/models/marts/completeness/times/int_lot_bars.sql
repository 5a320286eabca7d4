-- Grain: one row per span in which a lot is not free: until its first status, a release (TM-04), in
-- quarantine (TM-04), or rejected, held or recalled (TM-05). A status ends with the next one; the
-- lot master knows only the last, so that no first release is read from it.
with

spans as (

    select * from {{ ref('int_status_spans') }}

),

numbered as (

    select
        *,
        row_number() over (
            partition by lot_id
            order by
                from_at asc nulls last,
                until_at asc nulls last,
                contract asc nulls last,
                source_file asc nulls last,
                source_row asc nulls last
        ) as status_no
    from spans
    where contract <> 'wms_lots'

)

select
    'TM-04' as rule_barred,
    lot_id,
    cast(null as string) as status_site_code,
    lot_status,
    cast(null as timestamp) as barred_from_at,
    from_at as barred_until_at,
    given_text,
    is_zoned as status_is_zoned,
    is_whole_day as status_is_whole_day,
    source_system as status_system,
    contract as status_contract,
    source_file as status_file,
    source_row as status_row
from numbered
where status_no = 1 and lot_status = 'released'
union all
select
    case when lot_status = 'quarantine' then 'TM-04' else 'TM-05' end as rule_barred,
    lot_id,
    site_code as status_site_code,
    lot_status,
    until_at as barred_from_at,
    next_at as barred_until_at,
    given_text,
    is_zoned as status_is_zoned,
    is_whole_day as status_is_whole_day,
    source_system as status_system,
    contract as status_contract,
    source_file as status_file,
    source_row as status_row
from spans
where lot_status in ('quarantine', 'rejected', 'hold', 'recalled')
