"""A made-up system of three tables and the profile that reads it."""

from __future__ import annotations

PROFILE = """
name: tiny
source_system: tiny_erp
description: Two tables of a made-up system.
mode: full
timezone: Europe/Berlin
lot_scope: item_site
history_from: 2026-01-01
no_lot: [ohne]
times: {default: date_only, mes_consumptions.started_at: posted}
prepare: prepare.sql
tables:
  moves:
    required: true
    must_have: [id, item]
    columns: [id, item, lot, amount, kind, state, day, colour]
    files: ["mv_*.csv"]
  items: {lookup: true, columns: [id, code]}
  parties: {columns: [id, name, is_vendor]}
contracts:
  mes_consumptions: {from: moves, sql: consumptions.sql}
  mes_outputs: {from: moves, sql: outputs.sql}
  erp_partners:
    from: parties
    columns: {partner_code: id, partner_name: "upper(name)", is_supplier: "is_vendor = 'y'"}
    constants: {country: DE, is_customer: false}
set_aside:
  moves:
    draft: "state = 'draft'"
    nothing_moved: "not coalesce(amount, '') <> ''"
"""
QUERY = """
-- what goes {kind}
select
    facts.id as {kind}_id,
    facts.item_code,
    facts.lot as lot_code,
    facts.amount as qty,
    facts.day as started_at,
    facts.colour,
    facts.source_file,
    facts.source_row
from facts
where facts.kind = '{kind}';
"""
PREPARE = """
create view facts as
select moves.*, items.code as item_code
from moves
left join items on moves.item = items.id
where moves.state = 'done' and coalesce(moves.amount, '') <> '';
"""
MOVES = """id,item,lot,amount,kind,state,day,colour
1,10,L1,5,consumption,done,2026-01-12,red
2,10,ohne,6,output,done,2026-01-12 08:00,
3,10,L1,7,consumption,draft,,
4,10,L1,,consumption,done,,
5,10,L1,8,scrap,done,,
6,99,L1,9,output,done,,
"""
FILES: dict[str, str | bytes] = {
    "mv_january.csv": MOVES,
    "ITEMS.csv": "id,code\n10,A-10\n",
    "parties.csv": "id,name,is_vendor\nV1,mill,y\n",
}
