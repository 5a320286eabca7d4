-- Made once in the work database, before the contract queries: what several of them need.
-- Every id and reference is text. A file may hold NULL as nothing, numbers as 5 or 5.0, booleans
-- as 0/1, true/false or t/f; the macros below read all of them.

-- Codes lose their blank edges here, as landing would take them later: what is made unique with
-- edges on would meet again without.
create or replace macro edges() as
'[\s\x00-\x20\x{7f}-\x{a0}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}'
|| '\x{205f}-\x{206f}\x{3000}\x{feff}]+';

create or replace macro given(value) as
nullif(regexp_replace(value, '^' || edges() || '|' || edges() || '$', '', 'g'), '');

create or replace macro record_id(value) as
case
    when regexp_full_match(trim(value), '[0-9]+(\.0+)?') then split_part(trim(value), '.', 1)
end;

-- A reference is written 'model,id'; one that points nowhere is 'model,-1' or 'model,'.
create or replace macro reference_model(value) as
case
    when record_id(split_part(value, ',', 2)) is not null then trim(split_part(value, ',', 1))
end;

create or replace macro reference(value) as
reference_model(value) || ',' || record_id(split_part(value, ',', 2));

create or replace macro is_yes(value) as lower(trim(value)) in ('1', '1.0', 'true', 't', 'yes');

create or replace macro day_of(value) as left(given(value), 10);

-- Tryton lets two records share a code. The one with the lowest id keeps it, the others get
-- their id behind it, so a code never changes when a record is added. A code that looks like one
-- of ours gets its id too, so the two cannot meet.
create or replace macro unique_code(code, id, among := null) as
case
    when
        row_number() over (partition by among, code order by try_cast(id as bigint), id) = 1
        and not regexp_matches(code, '#[0-9]+$')
        then code
    else code || '#' || id
end;

-- One row per record, also when an export names it twice.
create or replace macro records(name) as table ( -- noqa: disable=LT02,AM04
    select * replace (record_id(id) as id)
    from query_table(name)
    qualify row_number() over (partition by record_id(id) order by source_file, source_row) = 1
); -- noqa: enable=all
