-- Grain: one row per spelling of a unit of mass or volume, in lower case: common, Chinese, UN/ECE.
-- Amounts of different items in one of these can be added up; pieces, metres and boxes cannot.
{% set measures = [
    't', 'kg', 'g', 'mg', 'lb', 'oz', '吨', '公斤', '千克', '克', '毫克', 'tne', 'kgm', 'grm', 'mgm',
    'lbr', 'onz', 'hl', 'l', 'cl', 'ml', 'm³', 'm3', 'gal', '升', '毫升', 'hlt', 'ltr', 'clt', 'mlt',
    'mtq',
] %}
{% for measure in measures %}
select '{{ measure }}' as measure
{% if not loop.last %}union all{% endif %}
{% endfor %}
