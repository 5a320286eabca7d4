-- Grain: one row per lot reference, item and spelling of a code that current rows bear, once for
-- rows of the lot master and once for others: the first of these rows. place_no orders rows by
-- load, contract, file and row, as one number instead of four texts; no file has 1000000000 rows.
{% set most_rows = 1000000000 %}
with

mentions as (

    select * from {{ ref('int_lot_mentions') }}
    where is_current

),

files as (

    select
        load_id,
        contract,
        source_file,
        row_number() over (
            order by load_id asc nulls last, contract asc nulls last, source_file asc nulls last
        ) as file_no
    from mentions
    group by load_id, contract, source_file

),

first_rows as (

    select
        mentions.lot_ref,
        mentions.lot_kind,
        mentions.source_system,
        mentions.item_code,
        mentions.lot_code,
        mentions.lot_code_key,
        mentions.contract = 'wms_lots' as is_master,
        min(files.file_no * {{ most_rows }} + mentions.source_row) as place_no
    from mentions
    inner join files
        on
            mentions.load_id = files.load_id
            and mentions.contract = files.contract
            and mentions.source_file = files.source_file
    group by
        mentions.lot_ref,
        mentions.lot_kind,
        mentions.source_system,
        mentions.item_code,
        mentions.lot_code,
        mentions.lot_code_key,
        mentions.contract = 'wms_lots'

)

select
    first_rows.lot_ref,
    first_rows.lot_kind,
    first_rows.item_code,
    first_rows.lot_code,
    first_rows.lot_code_key,
    first_rows.is_master,
    cast(first_rows.place_no as bigint) as place_no,
    files.contract,
    first_rows.source_system,
    files.source_file,
    cast(first_rows.place_no % {{ most_rows }} as bigint) as source_row
from first_rows
inner join files on {{ whole_division('first_rows.place_no', most_rows) }} = files.file_no
