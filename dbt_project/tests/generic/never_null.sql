{% test never_null(model, columns) %}
-- Fails for every row in which one of these columns has no value.
select {{ columns | join(', ') }}
from {{ model }}
where {% for column in columns %}{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{% endtest %}
