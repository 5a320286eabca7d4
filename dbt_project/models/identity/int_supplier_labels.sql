-- Grain: one row per lot that some row names by the code of a supplier lot, and lot that a receipt
-- gave that supplier lot. A code under which a lot was received or made itself is that lot's.
-- is_only: one lot alone came of the supplier lot.
with

codes as (

    select
        int_lot_codes.item_code,
        int_lot_codes.lot_code_key,
        local_lots.local_ref
    from {{ ref('int_lot_codes') }} as int_lot_codes
    inner join {{ ref('int_local_lots') }} as local_lots
        on int_lot_codes.lot_ref = local_lots.lot_ref
    left join {{ ref('int_born_lots') }} as born on local_lots.local_ref = born.local_ref
    where
        int_lot_codes.lot_kind = 'lot'
        and int_lot_codes.is_current = 1
        and born.local_ref is null
    group by int_lot_codes.item_code, int_lot_codes.lot_code_key, local_lots.local_ref

),

owners as (

    select * from {{ ref('int_supplier_lots') }}

),

labels as (

    select
        codes.local_ref as label_ref,
        owners.local_ref as owner_ref,
        coalesce(owners.lot_code_key, owners.local_ref) as owner_key
    from codes
    inner join owners
        on
            codes.item_code = owners.item_code
            and codes.lot_code_key = owners.supplier_lot_code_key
            and codes.local_ref <> owners.local_ref
            and codes.lot_code_key <> coalesce(owners.lot_code_key, '')

)

select
    label_ref,
    owner_ref,
    min(owner_key) over (partition by label_ref)
    = max(owner_key) over (partition by label_ref) as is_only
from labels
