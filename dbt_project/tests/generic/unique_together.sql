{% test unique_together(model, columns) %}
-- Fails if two rows share the values of all these columns; null equals null.
select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
