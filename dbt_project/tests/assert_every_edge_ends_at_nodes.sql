-- Fails if an edge begins or ends where there is no node.
with

ends as (

    select from_node_id as node_id from {{ ref('edges') }}
    union
    select to_node_id as node_id from {{ ref('edges') }}

)

select ends.node_id
from ends
left join {{ ref('nodes') }} as nodes on ends.node_id = nodes.node_id
where nodes.node_id is null
