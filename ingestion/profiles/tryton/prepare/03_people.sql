create or replace table parties as
select
    id as party_id,
    name as party_name,
    unique_code(coalesce(given(code), 'party.party,' || id), id) as partner_code
from records('party_party');

-- One name per person: employees who share a name get the id of their party behind it.
create or replace table persons as
with

employees as (

    select
        id as employee_id,
        record_id(party) as party_id
    from records('company_employee')

),

people as (

    select
        party_id,
        unique_code(coalesce(given(party_name), 'party.party,' || party_id), party_id) as person
    from parties
    where party_id in (select employees.party_id from employees)

)

select
    employees.employee_id,
    people.person
from employees
inner join people on employees.party_id = people.party_id;

create or replace table machines as
select
    id as work_center_id,
    unique_code(coalesce(given(name), 'production.work.center,' || id), id) as machine
from records('production_work_center');
